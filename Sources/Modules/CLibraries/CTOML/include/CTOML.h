#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    CTOML_STRING,
    CTOML_INTEGER,
    CTOML_FLOAT,
    CTOML_BOOLEAN,
    CTOML_DATE_TIME,
    CTOML_TABLE,
    CTOML_ARRAY,
    /// Ends the innermost table or array; has no other members.
    CTOML_END,
} ctoml_kind;

/// One step of a depth-first walk. Lines and columns count from 1, columns in code points. Text lives until the visit
/// returns and is not NUL-terminated.
typedef struct {
    ctoml_kind kind;
    /// NULL inside an array and for the document itself.
    const char *key;
    size_t key_length;
    uint32_t key_line, key_column;
    uint32_t line, column;
    /// Of a CTOML_STRING.
    const char *text;
    size_t text_length;
    /// Of a CTOML_INTEGER and, 0 or 1, of a CTOML_BOOLEAN.
    int64_t integer;
    /// Of a CTOML_FLOAT.
    double number;
} ctoml_node;

typedef struct {
    /// NUL-terminated.
    char message[256];
    uint32_t line, column;
} ctoml_error;

/// Parses TOML 1.0 and, when that went well, walks the document: its table first, CTOML_END last; the keys of a table
/// come sorted. False when it is not TOML: `error` is filled and `visit` was not called.
bool ctoml_walk(
    const char *bytes, size_t count, void *context, void (*visit)(void *context, const ctoml_node *node),
    ctoml_error *error);

#ifdef __cplusplus
}
#endif
