// The validation itself, once per instruction set.

TARGET static inline utf8_state NAME(utf8_begin)(void) {
    utf8_state state = {NAME(vector_zero)(), NAME(vector_zero)(), false, false};
    return state;
}

TARGET static inline void NAME(utf8_vector)(utf8_state *state, vector now) {
    vector one = NAME(vector_before_1)(now, state->last);
    vector two = NAME(vector_before_2)(now, state->last);
    vector three = NAME(vector_before_3)(now, state->last);
    vector special = NAME(vector_and)(
        NAME(vector_and)(NAME(vector_look_up)(first_high, NAME(vector_high_half)(one)),
                         NAME(vector_look_up)(first_low, NAME(vector_low_half)(one))),
        NAME(vector_look_up)(second_high, NAME(vector_high_half)(now)));
    vector followers = NAME(vector_or)(NAME(vector_minus)(two, 0xE0 - 0x80), NAME(vector_minus)(three, 0xF0 - 0x80));
    vector wanted = NAME(vector_and)(followers, NAME(vector_all)(0x80));
    state->error = NAME(vector_or)(state->error, NAME(vector_xor)(wanted, special));
    state->last = now;
}

TARGET static inline void NAME(utf8_word)(utf8_state *state, const uint8_t *bytes) {
    word block = NAME(word_load)(bytes);
    bool high = NAME(word_high)(block) != 0;
    if (!high && !state->open) return;
    state->non_ascii |= high;
    for (int index = 0; index < VECTORS; index++) NAME(utf8_vector)(state, NAME(word_part)(block, index));
    state->open = bytes[63] >= 0x80 || bytes[62] >= 0x80 || bytes[61] >= 0x80;
    if (!state->open) state->last = NAME(vector_zero)();
}

TARGET static inline void NAME(utf8_end)(utf8_state *state, struct cscan *scan, size_t whole, bool final) {
    bool rest = utf8_rest(scan->bytes, whole, scan->count, final);
    scan->invalid_utf8 |= NAME(vector_any)(state->error) || !rest;
    scan->non_ascii |= state->non_ascii;
    for (size_t index = whole; index < scan->count; index++) scan->non_ascii |= scan->bytes[index] >= 0x80;
}
