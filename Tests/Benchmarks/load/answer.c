#define _GNU_SOURCE
#include "answer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

// The number after "Content-Length:" in a head; -1 when there is none.
static long content_length(const char *head, const char *end) {
    static const char name[] = "\r\ncontent-length:";
    const char *at = head;
    // Fields begin after a line end, so only these are looked at.
    while ((at = memchr(at, '\r', end - at)) && end - at > (long)sizeof name) {
        if (strncasecmp(at, name, sizeof name - 1) == 0) return strtol(at + sizeof name - 1, NULL, 10);
        at++;
    }
    return -1;
}

long http_answer_read(const char *bytes, size_t count, http_answer *answer) {
    const char *end = memmem(bytes, count, "\r\n\r\n", 4);
    if (!end) return 0;
    if (end - bytes < 12 || memcmp(bytes, "HTTP/1.1 ", 9) != 0) return -1;
    answer->status = atoi(bytes + 9);
    long body = content_length(bytes, end + 2);
    if (body < 0 && (answer->status == 204 || answer->status == 304)) body = 0;
    if (body < 0) return -1;
    answer->body = end + 4;
    answer->body_bytes = body;
    size_t whole = (end + 4 - bytes) + body;
    return count >= whole ? (long)whole : 0;
}
