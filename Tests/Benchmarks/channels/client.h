// One WebSocket to the server, and the order of what it brings.
#pragma once
#include <stdint.h>
#include <uv.h>

typedef struct client {
    uv_tcp_t stream;
    uv_connect_t connecting;
    const char *target, *token;  // a token "-" is none
    int number;
    int is_open;
    int sends;
    int stalls;                  // it reads nothing once it is greeted, until client_read_on
    int64_t last;                // the newest event it was brought; -1: any may be the first
    int64_t until;               // it has recovered when it was brought this one; 0: nothing is awaited
    char *rest;                  // what is not a whole frame yet
    size_t rest_bytes;
} client;

// What the owner of the clients does with what they are brought.
void client_opened(client *of);
void client_closed(client *of, int code);
void client_took(client *of, const char *text, size_t bytes);

// Begins to connect to 127.0.0.1, and to open a WebSocket there.
void client_open(client *of, int port);

// Stops reading, and goes on with it.
void client_stall(client *of);
void client_read_on(client *of);

// Sends a text message of at most 65,535 bytes.
void client_send(client *of, const char *text, size_t bytes);
