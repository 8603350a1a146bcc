#ifndef DOISOAT_CZLIB_SHIM_H
#define DOISOAT_CZLIB_SHIM_H

// The door to zlib, which libcurl links already.

#include <zlib.h>

#pragma clang assume_nonnull begin

/// `inflateInit2`, a macro that passes along version and size of the structure: `bits` is 31 for gzip with its header and
/// checksum, -15 for bare deflate as zip files hold it. The structure is zeroed by the caller and must not move afterwards.
static inline int doisoat_inflate_begin(z_stream *stream, int bits) {
    return inflateInit2(stream, bits);
}

/// Lends input and room to the structure for one call of `inflate` and takes them back; `read` and `written` tell how much
/// of each was used. The input is not written to: zlib leaves out a `const` for the sake of old compilers.
static inline int doisoat_inflate(
    z_stream *stream, const unsigned char *input, unsigned int inputLength, unsigned char *room, unsigned int roomLength,
    unsigned int *read, unsigned int *written
) {
    stream->next_in = (unsigned char *)input;
    stream->avail_in = inputLength;
    stream->next_out = room;
    stream->avail_out = roomLength;
    int outcome = inflate(stream, Z_NO_FLUSH);
    *read = inputLength - stream->avail_in;
    *written = roomLength - stream->avail_out;
    stream->next_in = 0;
    stream->next_out = 0;
    return outcome;
}

#pragma clang assume_nonnull end
#endif
