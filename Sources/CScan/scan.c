#include "scan.h"

#include <string.h>

#include "scalar.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include "utf8.h"

// One file an instruction set: the same scans over words of its own vectors.
#include "sse42.h"
#include "avx2.h"
#include "avx512.h"

enum cscan_level cscan_best(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2")) return CSCAN_AVX512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("pclmul")) return CSCAN_AVX2;
    if (__builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul")) return CSCAN_SSE42;
    return CSCAN_SCALAR;
}
#else
enum cscan_level cscan_best(void) { return CSCAN_SCALAR; }
#endif

static void begin(struct cscan *scan) {
    scan->position_count = scan->mark_count = scan->fault_count = scan->row_count = 0;
    scan->non_ascii = scan->invalid_utf8 = false;
}

void cscan_json(enum cscan_level level, struct cscan *scan, bool lines, bool final) {
    begin(scan);
    switch (level) {
#if defined(__x86_64__)
    case CSCAN_AVX512: json_avx512(scan, lines, final); return;
    case CSCAN_AVX2: json_avx2(scan, lines, final); return;
    case CSCAN_SSE42: json_sse42(scan, lines, final); return;
#endif
    default: json_plain(scan, lines, final); return;
    }
}

void cscan_csv(enum cscan_level level, struct cscan *scan, uint8_t separator, bool final) {
    begin(scan);
    switch (level) {
#if defined(__x86_64__)
    case CSCAN_AVX512: csv_avx512(scan, separator, final); return;
    case CSCAN_AVX2: csv_avx2(scan, separator, final); return;
    case CSCAN_SSE42: csv_sse42(scan, separator, final); return;
#endif
    default:
        csv_plain(scan, 0, scan->count, separator);
        scan->invalid_utf8 = !utf8_plain(scan->bytes, scan->count, final);
        return;
    }
}

void cscan_xml(enum cscan_level level, struct cscan *scan, bool final) {
    begin(scan);
    switch (level) {
#if defined(__x86_64__)
    case CSCAN_AVX512: xml_avx512(scan, final); return;
    case CSCAN_AVX2: xml_avx2(scan, final); return;
    case CSCAN_SSE42: xml_sse42(scan, final); return;
#endif
    default: xml_plain(scan, final); return;
    }
}

bool cscan_utf8(enum cscan_level level, const uint8_t *bytes, size_t count) {
    switch (level) {
#if defined(__x86_64__)
    case CSCAN_AVX512: return utf8_avx512(bytes, count);
    case CSCAN_AVX2: return utf8_avx2(bytes, count);
    case CSCAN_SSE42: return utf8_sse42(bytes, count);
#endif
    default: return utf8_plain(bytes, count, true);
    }
}
