// The plain meaning of every scan, byte by byte: the fallback, and what the vector code is tested against.

static inline bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

static inline bool is_operator(uint8_t byte) {
    return byte == '{' || byte == '}' || byte == '[' || byte == ']' || byte == ':' || byte == ',';
}

/// Bytes of the well-formed character at `bytes`, 0 when there is none, -1 when `count` cuts a character that may be one.
static int utf8_length(const uint8_t *bytes, size_t count) {
    uint8_t lead = bytes[0];
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (count < 2) return -1;
    uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (bytes[1] < low || bytes[1] > high) return 0;
    for (size_t index = 2; index < length; index++) {
        if (index == count) return -1;
        if ((bytes[index] & 0xC0) != 0x80) return 0;
    }
    return (int)length;
}

static bool utf8_plain(const uint8_t *bytes, size_t count, bool final) {
    size_t index = 0;
    while (index < count) {
        int length = utf8_length(bytes + index, count - index);
        if (length < 0) return !final;
        if (length == 0) return false;
        index += (size_t)length;
    }
    return true;
}

/// Validates from the last character that begins before `from`; what stands before it is known to be well-formed.
static bool utf8_rest(const uint8_t *bytes, size_t from, size_t count, bool final) {
    size_t start = from;
    for (int back = 0; back < 3 && start > 0 && (bytes[start - 1] & 0x80); back++) {
        start--;
        if (bytes[start] >= 0xC0) break;
    }
    if (start < from && bytes[start] < 0xC0) start = from;
    return utf8_plain(bytes + start, count - start, final);
}

static void json_plain(struct cscan *scan, bool lines, bool final) {
    bool in_string = scan->in_string, escaping = scan->escaping, in_scalar = scan->in_scalar;
    for (size_t index = 0; index < scan->count; index++) {
        uint8_t byte = scan->bytes[index];
        uint32_t place = (uint32_t)index;
        bool escaped = escaping;
        bool quote = byte == '"' && !escaped;
        bool scalar = false;
        escaping = byte == '\\' && !escaped;
        scan->non_ascii |= byte >= 0x80;
        if (lines && byte == '\n') {
            in_string = false;
            scan->positions[scan->position_count++] = place;
        } else if (in_string) {
            if (escaping) scan->marks[scan->mark_count++] = place;
            if (byte < 0x20) scan->faults[scan->fault_count++] = place;
            in_string = !quote;
        } else if (quote) {
            in_string = true;
            scan->positions[scan->position_count++] = place;
        } else if (is_operator(byte)) {
            scan->positions[scan->position_count++] = place;
        } else if (!is_blank(byte)) {
            scalar = true;
            if (!in_scalar) scan->positions[scan->position_count++] = place;
        }
        in_scalar = scalar;
    }
    scan->in_string = in_string;
    scan->escaping = escaping;
    scan->in_scalar = in_scalar;
    scan->invalid_utf8 |= !utf8_plain(scan->bytes, scan->count, final);
}

static inline uint8_t csv_delimiter(struct cscan *scan, uint32_t place, uint8_t byte) {
    if (byte == '\n') scan->rows[scan->row_count++] = (uint32_t)scan->position_count;
    scan->positions[scan->position_count++] = place;
    return CSCAN_CELL_START;
}

/// One byte outside quotes; `plain` is the state after a byte that means nothing.
static inline uint8_t csv_outside(struct cscan *scan, uint32_t place, uint8_t byte, uint8_t separator, uint8_t plain) {
    if (byte == separator || byte == '\n') return csv_delimiter(scan, place, byte);
    return byte == '\r' ? CSCAN_CELL_RETURN : plain;
}

static inline void csv_fault(struct cscan *scan, uint32_t place) {
    if (scan->fault_count == 0 || scan->faults[scan->fault_count - 1] != place) scan->faults[scan->fault_count++] = place;
}

static inline uint8_t csv_byte(struct cscan *scan, uint8_t cell, uint32_t place, uint8_t byte, uint8_t separator) {
    switch (cell) {
    case CSCAN_CELL_START:
        return byte == '"' ? CSCAN_CELL_QUOTED : csv_outside(scan, place, byte, separator, CSCAN_CELL_PLAIN);
    case CSCAN_CELL_QUOTED:
        return byte == '"' ? CSCAN_CELL_CLOSED : CSCAN_CELL_QUOTED;
    case CSCAN_CELL_CLOSED:
        if (byte == '"') {
            scan->marks[scan->mark_count++] = place;
            return CSCAN_CELL_QUOTED;
        }
        if (byte != separator && byte != '\n' && byte != '\r') csv_fault(scan, place);
        return csv_outside(scan, place, byte, separator, CSCAN_CELL_PLAIN);
    case CSCAN_CELL_RETURN:
        if (byte != '\n') csv_fault(scan, place);
        return csv_outside(scan, place, byte, separator, CSCAN_CELL_PLAIN);
    default:
        if (byte == '"') csv_fault(scan, place);
        return csv_outside(scan, place, byte, separator, CSCAN_CELL_PLAIN);
    }
}

static void csv_plain(struct cscan *scan, size_t from, size_t to, uint8_t separator) {
    uint8_t cell = scan->cell;
    for (size_t index = from; index < to; index++) {
        uint8_t byte = scan->bytes[index];
        scan->non_ascii |= byte >= 0x80;
        if (byte == 0) csv_fault(scan, (uint32_t)index);
        cell = csv_byte(scan, cell, (uint32_t)index, byte, separator);
    }
    scan->cell = cell;
}

static inline bool xml_mark(uint8_t byte) {
    return byte == '&' || byte == ']' || byte == 0xEF || (byte < 0x20 && byte != '\n' && byte != '\t');
}

static void xml_plain(struct cscan *scan, bool final) {
    for (size_t index = 0; index < scan->count; index++) {
        uint8_t byte = scan->bytes[index];
        scan->non_ascii |= byte >= 0x80;
        if (byte == '<') scan->positions[scan->position_count++] = (uint32_t)index;
        if (xml_mark(byte)) scan->marks[scan->mark_count++] = (uint32_t)index;
    }
    scan->invalid_utf8 |= !utf8_plain(scan->bytes, scan->count, final);
}
