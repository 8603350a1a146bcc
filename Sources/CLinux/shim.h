#ifndef DOISOAT_CLINUX_SHIM_H
#define DOISOAT_CLINUX_SHIM_H

// The door to calls of Linux that Swift's Glibc module leaves out, because it is built without _GNU_SOURCE.

/// syncfs(2): returns once everything written to the file system behind `descriptor` is on the disk. One call costs what
/// one fsync costs, for any number of files.
static inline int doisoat_syncfs(int descriptor) {
    extern int syncfs(int);
    return syncfs(descriptor);
}
#endif
