#ifndef DOISOAT_SCAN_H
#define DOISOAT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Ways to run the kernel; a higher one is faster. All of them give the same result.
enum cscan_level {
    CSCAN_SCALAR = 0,
    CSCAN_SSE42 = 1,
    CSCAN_AVX2 = 2,
    CSCAN_AVX512 = 3,
};

/// Where a CSV reader stands between two bytes.
enum cscan_cell {
    CSCAN_CELL_START = 0,
    CSCAN_CELL_PLAIN = 1,
    CSCAN_CELL_QUOTED = 2,
    CSCAN_CELL_CLOSED = 3,
    CSCAN_CELL_RETURN = 4,
};

/// One run over a block: what to read, where to write, and what must be known to go on with the block after it.
///
/// Every output array needs room for `count` + 64 numbers (`rows` likewise); positions count from the start of the block.
struct cscan {
    const uint8_t *bytes;
    size_t count;
    /// JSON: brackets, colons, commas outside strings, the opening quote of each string, the first byte of each other
    /// run of bytes that is no blank; with `lines` every line feed. CSV: separators and line feeds outside quotes.
    /// XML: every `<`, whatever it stands in.
    uint32_t *positions;
    size_t position_count;
    /// JSON: the backslash of each escape in a string. CSV: the second quote of each doubled quote.
    /// XML: `&`, `]`, the first byte of characters from U+F000 to U+FFFF, control bytes but tab and line feed.
    uint32_t *marks;
    size_t mark_count;
    /// JSON: control bytes in strings. CSV: quotes where none may stand, stray carriage returns, NUL.
    uint32_t *faults;
    size_t fault_count;
    /// CSV: for each line feed in `positions`, its index there.
    uint32_t *rows;
    size_t row_count;
    /// Carried: whether the last byte was in a string, was a backslash that escapes, was in a run of a scalar.
    bool in_string, escaping, in_scalar;
    /// Carried: `enum cscan_cell`.
    uint8_t cell;
    /// Whether a byte of 128 or more was met.
    bool non_ascii;
    /// Whether the bytes are no UTF-8; a character cut by the end of the block counts only when `final`.
    bool invalid_utf8;
};

/// The best level that this machine can run.
enum cscan_level cscan_best(void);

/// Indexes a block of JSON. With `lines` a line feed always ends a string, so that a broken line cannot spoil the next.
void cscan_json(enum cscan_level level, struct cscan *scan, bool lines, bool final);

/// Indexes a block of CSV.
void cscan_csv(enum cscan_level level, struct cscan *scan, uint8_t separator, bool final);

/// Indexes a block of XML; nothing is carried from block to block.
void cscan_xml(enum cscan_level level, struct cscan *scan, bool final);

/// Whether the bytes are UTF-8 as RFC 3629 has it.
bool cscan_utf8(enum cscan_level level, const uint8_t *bytes, size_t count);

#endif
