// HTTP/1.1 answers, as far as a load tool needs them.
#pragma once
#include <stddef.h>

typedef struct {
    int status;
    const char *body;
    size_t body_bytes;
} http_answer;

// Looks for one whole answer with a Content-Length (204 and 304 may do without) at the start of `bytes`.
//
// Returns its size with head; 0 when it is not all there yet; -1 for what is no such answer.
long http_answer_read(const char *bytes, size_t count, http_answer *answer);
