// 64 bytes at a time; compares give masks, and compression gives positions sixteen at once.
#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,avx512vbmi2,bmi,bmi2,pclmul,popcnt")))
#define NAME(name) name##_avx512
#define VECTORS 1
#define vector __m512i
#define word __m512i
#define utf8_state utf8_state_avx512

typedef struct { __m512i error, last; bool open, non_ascii; } utf8_state;

TARGET static inline word NAME(word_load)(const uint8_t *bytes) { return _mm512_loadu_si512(bytes); }
TARGET static inline vector NAME(word_part)(word block, int index) { (void)index; return block; }
TARGET static inline uint64_t NAME(word_equal)(word block, uint8_t byte) {
    return _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8((char)byte));
}
TARGET static inline uint64_t NAME(word_at_most)(word block, uint8_t byte) {
    return _mm512_cmple_epu8_mask(block, _mm512_set1_epi8((char)byte));
}
TARGET static inline uint64_t NAME(word_high)(word block) { return _mm512_movepi8_mask(block); }
TARGET static inline uint64_t NAME(word_operators)(word block) {
    word folded = _mm512_or_si512(block, _mm512_set1_epi8(0x20));
    return NAME(word_equal)(folded, '{') | NAME(word_equal)(folded, '}') | NAME(word_equal)(block, ':')
        | NAME(word_equal)(block, ',');
}
TARGET static inline uint64_t NAME(word_blanks)(word block) {
    word table = _mm512_broadcast_i32x4(_mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0));
    return _mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(table, block), block);
}

TARGET static inline uint64_t NAME(prefix_xor)(uint64_t bits) {
    return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8((char)0xFF), 0));
}
TARGET static inline size_t NAME(emit)(uint32_t *out, uint64_t bits, uint32_t base) {
    static const uint8_t places[64] = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61,
        62, 63,
    };
    size_t count = (size_t)__builtin_popcountll(bits);
    __m512i packed = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(places));
    __m512i start = _mm512_set1_epi32((int)base);
    _mm512_storeu_si512(out, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed))));
    if (__builtin_expect(count > 16, 0)) {
        _mm512_storeu_si512(out + 16, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 1))));
        if (count > 32) {
            _mm512_storeu_si512(out + 32, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 2))));
            _mm512_storeu_si512(out + 48, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 3))));
        }
    }
    return count;
}

TARGET static inline vector NAME(vector_zero)(void) { return _mm512_setzero_si512(); }
TARGET static inline vector NAME(vector_all)(uint8_t byte) { return _mm512_set1_epi8((char)byte); }
TARGET static inline vector NAME(vector_and)(vector a, vector b) { return _mm512_and_si512(a, b); }
TARGET static inline vector NAME(vector_or)(vector a, vector b) { return _mm512_or_si512(a, b); }
TARGET static inline vector NAME(vector_xor)(vector a, vector b) { return _mm512_xor_si512(a, b); }
TARGET static inline vector NAME(vector_minus)(vector a, uint8_t byte) {
    return _mm512_subs_epu8(a, _mm512_set1_epi8((char)byte));
}
TARGET static inline bool NAME(vector_any)(vector a) { return _mm512_test_epi8_mask(a, a) != 0; }
TARGET static inline vector NAME(vector_low_half)(vector a) { return _mm512_and_si512(a, _mm512_set1_epi8(0x0F)); }
TARGET static inline vector NAME(vector_high_half)(vector a) { return NAME(vector_low_half)(_mm512_srli_epi16(a, 4)); }
TARGET static inline vector NAME(vector_look_up)(const uint8_t *table, vector halves) {
    return _mm512_shuffle_epi8(_mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)table)), halves);
}
#define BEFORE(count) _mm512_alignr_epi8(now, _mm512_alignr_epi64(now, last, 6), 16 - count)
TARGET static inline vector NAME(vector_before_1)(vector now, vector last) { return BEFORE(1); }
TARGET static inline vector NAME(vector_before_2)(vector now, vector last) { return BEFORE(2); }
TARGET static inline vector NAME(vector_before_3)(vector now, vector last) { return BEFORE(3); }
#undef BEFORE

#include "utf8_word.h"
#include "word.h"

#undef TARGET
#undef NAME
#undef VECTORS
#undef vector
#undef word
#undef utf8_state
