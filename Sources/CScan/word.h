// The scans over words of 64 bytes, written once over the operations of one instruction set.
// The includer defines TARGET, NAME(x), the type `word` of 64 bytes and:
//   word_load, word_equal, word_at_most (unsigned) and word_high, each a mask of 64 bits; emit; prefix_xor; utf8_*.

/// Bits of the escapes (`starts`) and of the bytes that they escape.
TARGET static inline uint64_t NAME(escapes)(uint64_t backslash, bool *escaping, uint64_t last, uint64_t *starts) {
    uint64_t escaped = *escaping ? 1 : 0;
    uint64_t rest = backslash & ~escaped;
    uint64_t found = 0;
    while (rest) {
        uint64_t bit = rest & (0 - rest);
        found |= bit;
        escaped |= bit << 1;
        rest &= ~(bit | bit << 1);
    }
    *starts = found;
    *escaping = (found & last) != 0;
    return escaped;
}

/// Takes the lines apart whose string never closed: behind each line feed the reader is outside again.
TARGET static inline uint64_t NAME(end_lines)(uint64_t inside, uint64_t quotes, uint64_t feeds) {
    uint64_t open = inside & feeds;
    while (open) {
        uint64_t bit = open & (0 - open);
        uint64_t after = ~(bit | (bit - 1));
        inside = (inside & (bit - 1)) | (NAME(prefix_xor)(quotes & after) & after);
        open = inside & feeds & after;
    }
    return inside;
}

TARGET static inline void NAME(json_word)(struct cscan *scan, const uint8_t *bytes, uint32_t base, uint64_t valid, bool lines) {
    word block = NAME(word_load)(bytes);
    uint64_t last = valid ^ (valid >> 1);
    uint64_t starts = 0, escaped = 0;
    uint64_t backslash = NAME(word_equal)(block, '\\') & valid;
    if (backslash | (uint64_t)scan->escaping) escaped = NAME(escapes)(backslash, &scan->escaping, last, &starts);
    uint64_t quotes = NAME(word_equal)(block, '"') & ~escaped & valid;
    uint64_t inside = NAME(prefix_xor)(quotes) ^ (scan->in_string ? ~0ull : 0ull);
    uint64_t feeds = lines ? NAME(word_equal)(block, '\n') & valid : 0;
    if (feeds & inside) inside = NAME(end_lines)(inside, quotes, feeds);
    scan->in_string = (inside & last) != 0;
    uint64_t outside = ~(inside | quotes) & valid;
    uint64_t operators = NAME(word_operators)(block);
    uint64_t scalars = outside & ~operators & ~NAME(word_blanks)(block);
    uint64_t runs = scalars & ~(scalars << 1 | (uint64_t)scan->in_scalar);
    scan->in_scalar = (scalars & last) != 0;
    uint64_t found = (operators & outside) | (quotes & inside) | runs | feeds;
    scan->position_count += NAME(emit)(scan->positions + scan->position_count, found, base);
    uint64_t marks = starts & inside;
    if (marks) scan->mark_count += NAME(emit)(scan->marks + scan->mark_count, marks, base);
    uint64_t faults = NAME(word_at_most)(block, 0x1F) & inside & valid;
    if (faults) scan->fault_count += NAME(emit)(scan->faults + scan->fault_count, faults, base);
}

/// False when a byte stands where the grammar does not allow it; the word is read byte by byte then.
TARGET static inline bool NAME(csv_word)(struct cscan *scan, const uint8_t *bytes, uint32_t base, uint8_t separator) {
    word block = NAME(word_load)(bytes);
    uint64_t quotes = NAME(word_equal)(block, '"');
    uint64_t feeds = NAME(word_equal)(block, '\n');
    uint64_t returns = NAME(word_equal)(block, '\r');
    uint64_t splits = NAME(word_equal)(block, separator) | feeds;
    uint64_t nul = NAME(word_equal)(block, 0);
    uint64_t marks = 0;
    uint8_t cell = scan->cell;
    if (quotes | (uint64_t)(cell == CSCAN_CELL_QUOTED)) {
        uint64_t inside = NAME(prefix_xor)(quotes) ^ (cell == CSCAN_CELL_QUOTED ? ~0ull : 0ull);
        uint64_t open = quotes & inside, close = quotes & ~inside;
        splits &= ~inside;
        returns &= ~inside;
        uint64_t after_close = close << 1 | (uint64_t)(cell == CSCAN_CELL_CLOSED);
        uint64_t after_split = splits << 1 | (uint64_t)(cell == CSCAN_CELL_START);
        uint64_t bad = (open & ~(after_split | after_close)) | (after_close & ~(splits | returns | quotes));
        if (bad) return false;
        marks = open & after_close;
        feeds &= splits;
        scan->cell = (uint8_t)(inside >> 63 ? CSCAN_CELL_QUOTED : close >> 63 ? CSCAN_CELL_CLOSED : CSCAN_CELL_PLAIN);
    } else {
        if (cell == CSCAN_CELL_CLOSED && !((splits | returns) & 1)) return false;
        scan->cell = CSCAN_CELL_PLAIN;
    }
    uint64_t after_return = returns << 1 | (uint64_t)(cell == CSCAN_CELL_RETURN);
    if (nul | (after_return & ~feeds)) {
        scan->cell = cell;
        return false;
    }
    if (splits >> 63) scan->cell = CSCAN_CELL_START;
    if (returns >> 63) scan->cell = CSCAN_CELL_RETURN;
    for (uint64_t rest = feeds; rest; rest &= rest - 1) {
        uint64_t before = (rest & (0 - rest)) - 1;
        scan->rows[scan->row_count++] = (uint32_t)(scan->position_count + (size_t)__builtin_popcountll(splits & before));
    }
    scan->position_count += NAME(emit)(scan->positions + scan->position_count, splits, base);
    if (marks) scan->mark_count += NAME(emit)(scan->marks + scan->mark_count, marks, base);
    return true;
}

TARGET static inline void NAME(xml_word)(struct cscan *scan, const uint8_t *bytes, uint32_t base, uint64_t valid) {
    word block = NAME(word_load)(bytes);
    uint64_t found = NAME(word_equal)(block, '<') & valid;
    uint64_t controls = NAME(word_at_most)(block, 0x1F) & ~(NAME(word_equal)(block, '\n') | NAME(word_equal)(block, '\t'));
    uint64_t marks = NAME(word_equal)(block, '&') | NAME(word_equal)(block, ']') | NAME(word_equal)(block, 0xEF) | controls;
    marks &= valid;
    scan->position_count += NAME(emit)(scan->positions + scan->position_count, found, base);
    if (marks) scan->mark_count += NAME(emit)(scan->marks + scan->mark_count, marks, base);
}

TARGET static void NAME(json)(struct cscan *scan, bool lines, bool final) {
    utf8_state utf8 = NAME(utf8_begin)();
    size_t whole = scan->count & ~(size_t)63;
    for (size_t base = 0; base < whole; base += 64) {
        NAME(json_word)(scan, scan->bytes + base, (uint32_t)base, ~0ull, lines);
        NAME(utf8_word)(&utf8, scan->bytes + base);
    }
    if (whole < scan->count) {
        uint8_t tail[64];
        memset(tail, ' ', sizeof tail);
        memcpy(tail, scan->bytes + whole, scan->count - whole);
        NAME(json_word)(scan, tail, (uint32_t)whole, (1ull << (scan->count - whole)) - 1, lines);
    }
    NAME(utf8_end)(&utf8, scan, whole, final);
}

TARGET static void NAME(csv)(struct cscan *scan, uint8_t separator, bool final) {
    utf8_state utf8 = NAME(utf8_begin)();
    size_t whole = scan->count & ~(size_t)63;
    for (size_t base = 0; base < whole; base += 64) {
        if (!NAME(csv_word)(scan, scan->bytes + base, (uint32_t)base, separator)) csv_plain(scan, base, base + 64, separator);
        NAME(utf8_word)(&utf8, scan->bytes + base);
    }
    csv_plain(scan, whole, scan->count, separator);
    NAME(utf8_end)(&utf8, scan, whole, final);
}

TARGET static void NAME(xml)(struct cscan *scan, bool final) {
    utf8_state utf8 = NAME(utf8_begin)();
    size_t whole = scan->count & ~(size_t)63;
    for (size_t base = 0; base < whole; base += 64) {
        NAME(xml_word)(scan, scan->bytes + base, (uint32_t)base, ~0ull);
        NAME(utf8_word)(&utf8, scan->bytes + base);
    }
    if (whole < scan->count) {
        uint8_t tail[64];
        memset(tail, ' ', sizeof tail);
        memcpy(tail, scan->bytes + whole, scan->count - whole);
        NAME(xml_word)(scan, tail, (uint32_t)whole, (1ull << (scan->count - whole)) - 1);
    }
    NAME(utf8_end)(&utf8, scan, whole, final);
}

TARGET static bool NAME(utf8)(const uint8_t *bytes, size_t count) {
    struct cscan scan = {.bytes = bytes, .count = count};
    utf8_state utf8 = NAME(utf8_begin)();
    size_t whole = count & ~(size_t)63;
    for (size_t base = 0; base < whole; base += 64) NAME(utf8_word)(&utf8, bytes + base);
    NAME(utf8_end)(&utf8, &scan, whole, true);
    return !scan.invalid_utf8;
}
