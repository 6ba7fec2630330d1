// The limit for HTTP: libuv and nothing else.
//
// Answers every request head with the same bytes, which the file named on the command line holds. Parses nothing but the
// empty line that ends a head; keeps connections alive; takes pipelined requests and answers them with one write.
//
// usage: health PORT ANSWER_FILE

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { READ_BYTES = 65536, ANSWERS_IN_ONE_WRITE = 64 };

static const char head_end[] = "\r\n\r\n";

static char *answers;        // ANSWERS_IN_ONE_WRITE times the same
static size_t answer_bytes;
static char input[READ_BYTES];  // one for all connections: a read is used up before the next one begins

// How much of `head_end` the input so far ended with, 0...3.
typedef struct {
    uv_tcp_t stream;
    size_t matched;
} connection;

static void die(const char *what, int code) {
    fprintf(stderr, "health: %s: %s\n", what, uv_strerror(code));
    exit(1);
}

static void on_close(uv_handle_t *handle) { free(handle); }

static void on_written(uv_write_t *request, int status) {
    (void)status;
    free(request);
}

static void answer(connection *to, size_t count) {
    while (count > 0) {
        size_t now = count < ANSWERS_IN_ONE_WRITE ? count : ANSWERS_IN_ONE_WRITE;
        uv_buf_t bytes = uv_buf_init(answers, now * answer_bytes);
        int written = uv_try_write((uv_stream_t *)to, &bytes, 1);
        if (written < 0) written = 0;
        if ((size_t)written < bytes.len) {
            uv_write_t *request = malloc(sizeof *request);
            uv_buf_t rest = uv_buf_init(answers + written, bytes.len - written);
            uv_write(request, (uv_stream_t *)to, &rest, 1, on_written);
        }
        count -= now;
    }
}

// Counts the heads that end in `bytes`, also those that end across two reads.
static size_t heads(connection *of, const char *bytes, size_t count) {
    size_t found = 0;
    const char *end = bytes + count;
    while (of->matched > 0 && bytes < end) {
        if (*bytes == head_end[of->matched]) of->matched++;
        else of->matched = *bytes == '\r';
        bytes++;
        if (of->matched == 4) {
            found++;
            of->matched = 0;
        }
    }
    const char *next;
    while ((next = memmem(bytes, end - bytes, head_end, 4))) {
        found++;
        bytes = next + 4;
    }
    for (size_t rest = 3; rest > 0; rest--)
        if ((size_t)(end - bytes) >= rest && memcmp(end - rest, head_end, rest) == 0) {
            of->matched = rest;
            break;
        }
    return found;
}

static void on_buffer(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
    (void)handle, (void)suggested;
    *buffer = uv_buf_init(input, sizeof input);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
    connection *from = (connection *)stream;
    if (count < 0) uv_close((uv_handle_t *)stream, on_close);
    else answer(from, heads(from, buffer->base, count));
}

static void on_connection(uv_stream_t *listener, int status) {
    if (status < 0) return;
    connection *accepted = calloc(1, sizeof *accepted);
    uv_tcp_init(listener->loop, &accepted->stream);
    if (uv_accept(listener, (uv_stream_t *)accepted) < 0) {
        uv_close((uv_handle_t *)accepted, on_close);
        return;
    }
    uv_tcp_nodelay(&accepted->stream, 1);
    uv_read_start((uv_stream_t *)accepted, on_buffer, on_read);
}

static void load_answer(const char *path) {
    FILE *file = fopen(path, "rb");
    static char bytes[READ_BYTES];
    answer_bytes = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (answer_bytes == 0) {
        fprintf(stderr, "health: no answer in %s\n", path);
        exit(1);
    }
    fclose(file);
    answers = malloc(answer_bytes * ANSWERS_IN_ONE_WRITE);
    for (int i = 0; i < ANSWERS_IN_ONE_WRITE; i++) memcpy(answers + i * answer_bytes, bytes, answer_bytes);
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: health PORT ANSWER_FILE\n");
        return 2;
    }
    load_answer(arguments[2]);
    struct sockaddr_in address;
    uv_tcp_t listener;
    uv_loop_t *loop = uv_default_loop();
    uv_ip4_addr("127.0.0.1", atoi(arguments[1]), &address);
    uv_tcp_init(loop, &listener);
    int code = uv_tcp_bind(&listener, (const struct sockaddr *)&address, 0);
    if (code == 0) code = uv_listen((uv_stream_t *)&listener, 1024, on_connection);
    if (code < 0) die("listen", code);
    return uv_run(loop, UV_RUN_DEFAULT);
}
