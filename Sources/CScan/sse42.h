// 16 bytes at a time; every x86-64 machine since 2010.
#define TARGET __attribute__((target("sse4.2,pclmul,popcnt")))
#define NAME(name) name##_sse42
#define VECTORS 4
#define vector __m128i
#define word word_sse42
#define utf8_state utf8_state_sse42

typedef struct { __m128i part[4]; } word;
typedef struct { __m128i error, last; bool open, non_ascii; } utf8_state;

TARGET static inline word NAME(word_load)(const uint8_t *bytes) {
    word block;
    for (int index = 0; index < 4; index++) block.part[index] = _mm_loadu_si128((const __m128i *)(bytes + 16 * index));
    return block;
}
TARGET static inline vector NAME(word_part)(word block, int index) { return block.part[index]; }

TARGET static inline uint64_t NAME(join)(__m128i a, __m128i b, __m128i c, __m128i d) {
    uint64_t low = (uint32_t)_mm_movemask_epi8(a) | (uint64_t)(uint32_t)_mm_movemask_epi8(b) << 16;
    return low | ((uint32_t)_mm_movemask_epi8(c) | (uint64_t)(uint32_t)_mm_movemask_epi8(d) << 16) << 32;
}
#define EACH(operation) NAME(join)(operation(block.part[0]), operation(block.part[1]), operation(block.part[2]), operation(block.part[3]))

TARGET static inline uint64_t NAME(word_equal)(word block, uint8_t byte) {
    __m128i wanted = _mm_set1_epi8((char)byte);
#define EQUAL(part) _mm_cmpeq_epi8(part, wanted)
    return EACH(EQUAL);
#undef EQUAL
}
TARGET static inline uint64_t NAME(word_at_most)(word block, uint8_t byte) {
    __m128i most = _mm_set1_epi8((char)byte);
#define AT_MOST(part) _mm_cmpeq_epi8(_mm_min_epu8(part, most), part)
    return EACH(AT_MOST);
#undef AT_MOST
}
TARGET static inline uint64_t NAME(word_high)(word block) {
#define SAME(part) part
    return EACH(SAME);
#undef SAME
}
TARGET static inline uint64_t NAME(word_operators)(word block) {
    __m128i open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}'), fold = _mm_set1_epi8(0x20);
    __m128i colon = _mm_set1_epi8(':'), comma = _mm_set1_epi8(',');
#define OPERATOR(part) _mm_or_si128( \
        _mm_or_si128(_mm_cmpeq_epi8(_mm_or_si128(part, fold), open), _mm_cmpeq_epi8(_mm_or_si128(part, fold), close)), \
        _mm_or_si128(_mm_cmpeq_epi8(part, colon), _mm_cmpeq_epi8(part, comma)))
    return EACH(OPERATOR);
#undef OPERATOR
}
TARGET static inline uint64_t NAME(word_blanks)(word block) {
    __m128i table = _mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0);
#define BLANK(part) _mm_cmpeq_epi8(_mm_shuffle_epi8(table, part), part)
    return EACH(BLANK);
#undef BLANK
}
#undef EACH

TARGET static inline uint64_t NAME(prefix_xor)(uint64_t bits) {
    return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8((char)0xFF), 0));
}
TARGET static inline size_t NAME(emit)(uint32_t *out, uint64_t bits, uint32_t base) {
    size_t count = (size_t)__builtin_popcountll(bits);
    for (; bits; bits &= bits - 1) *out++ = base + (uint32_t)__builtin_ctzll(bits);
    return count;
}

TARGET static inline vector NAME(vector_zero)(void) { return _mm_setzero_si128(); }
TARGET static inline vector NAME(vector_all)(uint8_t byte) { return _mm_set1_epi8((char)byte); }
TARGET static inline vector NAME(vector_and)(vector a, vector b) { return _mm_and_si128(a, b); }
TARGET static inline vector NAME(vector_or)(vector a, vector b) { return _mm_or_si128(a, b); }
TARGET static inline vector NAME(vector_xor)(vector a, vector b) { return _mm_xor_si128(a, b); }
TARGET static inline vector NAME(vector_minus)(vector a, uint8_t byte) { return _mm_subs_epu8(a, _mm_set1_epi8((char)byte)); }
TARGET static inline bool NAME(vector_any)(vector a) { return !_mm_testz_si128(a, a); }
TARGET static inline vector NAME(vector_low_half)(vector a) { return _mm_and_si128(a, _mm_set1_epi8(0x0F)); }
TARGET static inline vector NAME(vector_high_half)(vector a) { return NAME(vector_low_half)(_mm_srli_epi16(a, 4)); }
TARGET static inline vector NAME(vector_look_up)(const uint8_t *table, vector halves) {
    return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)table), halves);
}
TARGET static inline vector NAME(vector_before_1)(vector now, vector last) { return _mm_alignr_epi8(now, last, 15); }
TARGET static inline vector NAME(vector_before_2)(vector now, vector last) { return _mm_alignr_epi8(now, last, 14); }
TARGET static inline vector NAME(vector_before_3)(vector now, vector last) { return _mm_alignr_epi8(now, last, 13); }

#include "utf8_word.h"
#include "word.h"

#undef TARGET
#undef NAME
#undef VECTORS
#undef vector
#undef word
#undef utf8_state
