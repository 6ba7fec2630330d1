#define _GNU_SOURCE
#include "client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { READ_BYTES = 1 << 18, HEAD_BYTES = 4096 };

static char input[READ_BYTES];  // one for all clients: a read is used up before the next one begins

static void die(const char *what, int code) {
    fprintf(stderr, "channels: %s: %s\n", what, uv_strerror(code));
    exit(1);
}

static void send_bytes(client *of, const char *bytes, size_t count) {
    uv_buf_t buffer = uv_buf_init((char *)bytes, count);
    // What a client says is smaller than any socket buffer, and there are few things at a time.
    int written = uv_try_write((uv_stream_t *)of, &buffer, 1);
    if (written != (int)count) die("send", written < 0 ? written : UV_EAGAIN);
}

// With a mask of zeros, which is one.
static void send_frame(client *of, int opcode, const char *bytes, size_t count) {
    char frame[8 + 65536];
    size_t head = count < 126 ? 2 : 4;
    frame[0] = (char)(0x80 | opcode);
    frame[1] = (char)(0x80 | (count < 126 ? count : 126));
    if (head == 4) frame[2] = (char)(count >> 8), frame[3] = (char)count;
    memset(frame + head, 0, 4);
    memcpy(frame + head + 4, bytes, count);
    send_bytes(of, frame, head + 4 + count);
}

void client_send(client *of, const char *text, size_t bytes) { send_frame(of, 1, text, bytes); }

static size_t take_answer(client *of, const char *bytes, size_t count) {
    const char *end = memmem(bytes, count, "\r\n\r\n", 4);
    if (!end) return 0;
    if (strncmp(bytes, "HTTP/1.1 101 ", 13) != 0) {
        fprintf(stderr, "channels: %s: %.*s\n", of->target, (int)count, bytes);
        exit(1);
    }
    of->is_open = 1;
    client_opened(of);
    return end + 4 - bytes;
}

// Returns the bytes of the frame; 0 when it is not all there.
static size_t take_frame(client *of, const unsigned char *bytes, size_t count) {
    if (count < 2) return 0;
    size_t length = bytes[1], head = 2;
    if (length == 126) head = 4;
    if (length == 127) head = 10;
    if (count < head) return 0;
    if (head > 2) {
        length = 0;
        for (size_t i = 2; i < head; i++) length = length << 8 | bytes[i];
    }
    if (count < head + length) return 0;
    const char *text = (const char *)bytes + head;
    switch (bytes[0] & 15) {
    case 1: client_took(of, text, length); break;
    case 8: client_closed(of, length < 2 ? 0 : bytes[head] << 8 | bytes[head + 1]); break;
    case 9: send_frame(of, 10, text, length); break;
    }
    return head + length;
}

static void on_buffer(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
    (void)suggested;
    client *of = (client *)handle;
    memcpy(input, of->rest, of->rest_bytes);
    *buffer = uv_buf_init(input + of->rest_bytes, sizeof input - of->rest_bytes);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
    (void)buffer;
    client *of = (client *)stream;
    if (count < 0) {
        uv_read_stop(stream);
        client_closed(of, 0);
        return;
    }
    size_t all = of->rest_bytes + count, taken = 0, part;
    if (!of->is_open) taken = take_answer(of, input, all);
    while (of->is_open && (part = take_frame(of, (unsigned char *)input + taken, all - taken)) > 0) taken += part;
    of->rest_bytes = all - taken;
    if (of->rest_bytes == sizeof input) die("a message that is too long", UV_EMSGSIZE);
    free(of->rest);
    of->rest = of->rest_bytes ? malloc(of->rest_bytes) : NULL;
    memcpy(of->rest, input + taken, of->rest_bytes);
}

void client_stall(client *of) { uv_read_stop((uv_stream_t *)of); }

void client_read_on(client *of) { uv_read_start((uv_stream_t *)of, on_buffer, on_read); }

static void on_connect(uv_connect_t *request, int status) {
    client *of = request->data;
    if (status < 0) die("connect", status);
    char head[HEAD_BYTES];
    int has_token = strcmp(of->token, "-") != 0;
    int count = snprintf(head, sizeof head,
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s%s%s\r\n",
        of->target, has_token ? "Authorization: Bearer " : "", has_token ? of->token : "", has_token ? "\r\n" : "");
    uv_tcp_nodelay(&of->stream, 1);
    uv_read_start((uv_stream_t *)of, on_buffer, on_read);
    send_bytes(of, head, count);
}

void client_open(client *of, int port) {
    struct sockaddr_in address;
    uv_ip4_addr("127.0.0.1", port, &address);
    uv_tcp_init_ex(uv_default_loop(), &of->stream, AF_INET);
    if (of->stalls) {
        // What the kernel takes for it is not what the server has to keep.
        int least = 4096;
        uv_recv_buffer_size((uv_handle_t *)&of->stream, &least);
    }
    of->connecting.data = of;
    int code = uv_tcp_connect(&of->connecting, &of->stream, (const struct sockaddr *)&address, on_connect);
    if (code < 0) die("connect", code);
}
