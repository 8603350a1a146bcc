// 32 bytes at a time.
#define TARGET __attribute__((target("avx2,bmi,pclmul,popcnt")))
#define NAME(name) name##_avx2
#define VECTORS 2
#define vector __m256i
#define word word_avx2
#define utf8_state utf8_state_avx2

typedef struct { __m256i low, high; } word;
typedef struct { __m256i error, last; bool open, non_ascii; } utf8_state;

TARGET static inline word NAME(word_load)(const uint8_t *bytes) {
    word block = {_mm256_loadu_si256((const __m256i *)bytes), _mm256_loadu_si256((const __m256i *)(bytes + 32))};
    return block;
}
TARGET static inline vector NAME(word_part)(word block, int index) { return index == 0 ? block.low : block.high; }

TARGET static inline uint64_t NAME(join)(__m256i low, __m256i high) {
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}
TARGET static inline uint64_t NAME(word_equal)(word block, uint8_t byte) {
    __m256i wanted = _mm256_set1_epi8((char)byte);
    return NAME(join)(_mm256_cmpeq_epi8(block.low, wanted), _mm256_cmpeq_epi8(block.high, wanted));
}
TARGET static inline uint64_t NAME(word_at_most)(word block, uint8_t byte) {
    __m256i most = _mm256_set1_epi8((char)byte);
    return NAME(join)(_mm256_cmpeq_epi8(_mm256_min_epu8(block.low, most), block.low),
                      _mm256_cmpeq_epi8(_mm256_min_epu8(block.high, most), block.high));
}
TARGET static inline uint64_t NAME(word_high)(word block) { return NAME(join)(block.low, block.high); }

TARGET static inline __m256i NAME(operators)(__m256i part) {
    __m256i folded = _mm256_or_si256(part, _mm256_set1_epi8(0x20));
    __m256i brackets = _mm256_or_si256(_mm256_cmpeq_epi8(folded, _mm256_set1_epi8('{')),
                                       _mm256_cmpeq_epi8(folded, _mm256_set1_epi8('}')));
    return _mm256_or_si256(brackets, _mm256_or_si256(_mm256_cmpeq_epi8(part, _mm256_set1_epi8(':')),
                                                     _mm256_cmpeq_epi8(part, _mm256_set1_epi8(','))));
}
TARGET static inline uint64_t NAME(word_operators)(word block) {
    return NAME(join)(NAME(operators)(block.low), NAME(operators)(block.high));
}
TARGET static inline __m256i NAME(blanks)(__m256i part) {
    __m256i table = _mm256_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0,
                                     ' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0);
    return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, part), part);
}
TARGET static inline uint64_t NAME(word_blanks)(word block) {
    return NAME(join)(NAME(blanks)(block.low), NAME(blanks)(block.high));
}

TARGET static inline uint64_t NAME(prefix_xor)(uint64_t bits) {
    return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8((char)0xFF), 0));
}
TARGET static inline size_t NAME(emit)(uint32_t *out, uint64_t bits, uint32_t base) {
    size_t count = (size_t)__builtin_popcountll(bits);
    for (size_t done = 0; done < count; done += 8) {
        for (int index = 0; index < 8; index++) {
            *out++ = base + (uint32_t)_tzcnt_u64(bits);
            bits = _blsr_u64(bits);
        }
    }
    return count;
}

TARGET static inline vector NAME(vector_zero)(void) { return _mm256_setzero_si256(); }
TARGET static inline vector NAME(vector_all)(uint8_t byte) { return _mm256_set1_epi8((char)byte); }
TARGET static inline vector NAME(vector_and)(vector a, vector b) { return _mm256_and_si256(a, b); }
TARGET static inline vector NAME(vector_or)(vector a, vector b) { return _mm256_or_si256(a, b); }
TARGET static inline vector NAME(vector_xor)(vector a, vector b) { return _mm256_xor_si256(a, b); }
TARGET static inline vector NAME(vector_minus)(vector a, uint8_t byte) {
    return _mm256_subs_epu8(a, _mm256_set1_epi8((char)byte));
}
TARGET static inline bool NAME(vector_any)(vector a) { return !_mm256_testz_si256(a, a); }
TARGET static inline vector NAME(vector_low_half)(vector a) { return _mm256_and_si256(a, _mm256_set1_epi8(0x0F)); }
TARGET static inline vector NAME(vector_high_half)(vector a) { return NAME(vector_low_half)(_mm256_srli_epi16(a, 4)); }
TARGET static inline vector NAME(vector_look_up)(const uint8_t *table, vector halves) {
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table)), halves);
}
#define BEFORE(count) _mm256_alignr_epi8(now, _mm256_permute2x128_si256(last, now, 0x21), 16 - count)
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
