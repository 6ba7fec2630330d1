#pragma once
#include <stddef.h>

/// One file of static-assets/, embedded into the binary.
struct cassets_file {
    const char *path;            ///< relative to static-assets/, '/'-separated, NUL-terminated
    const unsigned char *bytes;  ///< lives as long as the process
    size_t count;                ///< in bytes
};

/// Number of embedded files.
size_t cassets_count(void);

/// File `index`, `0 ..< cassets_count()`, sorted by path.
struct cassets_file cassets_file_at(size_t index);
