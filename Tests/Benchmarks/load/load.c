// Keep-alive load on one HTTP server from one thread, which should have a core of its own.
//
// usage: load [-c CONNECTIONS] [-s SECONDS | -n REQUESTS] [-p CORE] [-g CAMPAIGN] PORT FILE
//
//   FILE      requests, each "LENGTH\n" and so many bytes; connection i sends the one of number i mod all, again and
//             again, each after the answer to the one before.
//   -g        plays: FILE has a player a line, "TOKEN PARTY_ID". Starts of runs are counted apart from actions.
//
// Prints one object: requests, starts, errors (answers that are not 2xx), seconds, bytes, and latency in microseconds.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "answer.h"
#include "play.h"

enum { CONNECTION_LIMIT = 4096, REQUEST_BYTES = 2048, ANSWER_BYTES = 262144, EVENTS = 256 };

typedef struct {
    const char *bytes;
    size_t count;
} text;

typedef struct {
    int socket;
    text request;        // the one that is repeated
    play player;
    int is_action;
    uint64_t sent_at;    // nanoseconds
    char *input;
    size_t filled;
} connection;

static struct {
    int connections, port, core;
    double seconds;
    long requests;       // 0: as many as there is time for
    const char *campaign, *file;
} options = {.connections = 64, .core = -1, .seconds = 3};

static struct {
    long sent, done, starts, errors;
    uint64_t bytes;
    uint32_t *latencies; // microseconds, one for each that is done
    size_t room;
} counts;

static connection connections[CONNECTION_LIMIT];
static text lines[CONNECTION_LIMIT];
static int line_count;

static void die(const char *what) {
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(1);
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000ull + time.tv_nsec;
}

static void read_file(void) {
    FILE *file = fopen(options.file, "rb");
    if (!file) die(options.file);
    char head[512];
    while (line_count < CONNECTION_LIMIT && fgets(head, sizeof head, file)) {
        size_t bytes = options.campaign ? strlen(head) : strtoul(head, NULL, 10);
        char *copy = malloc(bytes + 1);
        if (options.campaign) memcpy(copy, head, bytes);
        else if (fread(copy, 1, bytes, file) != bytes) die("a request is shorter than it says");
        copy[bytes] = 0;
        lines[line_count++] = (text){copy, bytes};
    }
    fclose(file);
    if (line_count == 0) die("there is nothing to send");
}

static void prepare(connection *to, int number) {
    text line = lines[number % line_count];
    to->input = malloc(ANSWER_BYTES);
    if (!options.campaign) {
        to->request = line;
        return;
    }
    char *token = strdup(line.bytes), *space = strchr(token, ' ');
    if (!space) die("a player without a party");
    *space = 0;
    space[1 + strcspn(space + 1, "\n")] = 0;
    to->player = (play){.token = token, .party = space + 1, .campaign = options.campaign, .number = number};
    // Ids of actions must be new in every round on the same server.
    to->player.actions = (long)(now() / 1000000000 % 1000000) * 1000000;
}

static void connect_to_server(connection *to) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(options.port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (to->socket < 0 || connect(to->socket, (struct sockaddr *)&address, sizeof address) != 0) die("connect");
    int on = 1;
    setsockopt(to->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static void send_next(connection *to) {
    char bytes[REQUEST_BYTES];
    text request = to->request;
    to->is_action = 1;
    if (options.campaign) request = (text){bytes, play_request(&to->player, bytes, sizeof bytes, &to->is_action)};
    to->sent_at = now();
    // A request is smaller than any socket buffer, and there is one at a time.
    if (send(to->socket, request.bytes, request.count, MSG_NOSIGNAL) != (ssize_t)request.count) die("send");
    counts.sent++;
}

static void count(const connection *from, const http_answer *answer, long bytes) {
    counts.bytes += bytes;
    if (answer->status < 200 || answer->status > 299) {
        if (counts.errors++ == 0)
            fprintf(stderr, "load: the first refusal: %d %.*s\n", answer->status,
                (int)(answer->body_bytes < 400 ? answer->body_bytes : 400), answer->body);
    }
    if (!from->is_action) {
        counts.starts++;
        return;
    }
    if ((size_t)counts.done == counts.room) {
        counts.room = counts.room ? counts.room * 2 : 1 << 20;
        counts.latencies = realloc(counts.latencies, counts.room * sizeof *counts.latencies);
    }
    counts.latencies[counts.done++] = (now() - from->sent_at) / 1000;
}

// Takes what has come; returns 1 when that was the whole answer.
static int receive(connection *from) {
    ssize_t got = recv(from->socket, from->input + from->filled, ANSWER_BYTES - from->filled, MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN) return 0;
    if (got <= 0) die("the server closed a connection");
    from->filled += got;
    http_answer answer;
    long bytes = http_answer_read(from->input, from->filled, &answer);
    if (bytes == 0 && from->filled < ANSWER_BYTES) return 0;
    if (bytes <= 0 || (size_t)bytes != from->filled) die("this is not the answer to one request");
    count(from, &answer, bytes);
    if (options.campaign && !play_read(&from->player, &answer)) die("a player cannot go on");
    from->filled = 0;
    return 1;
}

static void run(uint64_t until) {
    int poll = epoll_create1(0);
    for (int i = 0; i < options.connections; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &connections[i]};
        epoll_ctl(poll, EPOLL_CTL_ADD, connections[i].socket, &event);
        send_next(&connections[i]);
    }
    int open = options.connections;
    while (open > 0) {
        struct epoll_event events[EVENTS];
        int ready = epoll_wait(poll, events, EVENTS, 10000);
        if (ready == 0) die("no answer for 10 seconds");
        uint64_t time = now();
        for (int i = 0; i < ready; i++) {
            connection *from = events[i].data.ptr;
            if (!receive(from)) continue;
            if (options.requests ? counts.sent < options.requests : time < until) send_next(from);
            else open--;
        }
    }
}

static int ascending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static uint32_t percentile(double part) {
    if (counts.done == 0) return 0;
    return counts.latencies[(size_t)((counts.done - 1) * part)];
}

static void parse(int argument_count, char **arguments) {
    for (int letter; (letter = getopt(argument_count, arguments, "c:s:n:p:g:")) != -1;)
        switch (letter) {
        case 'c': options.connections = atoi(optarg); break;
        case 's': options.seconds = atof(optarg); break;
        case 'n': options.requests = atol(optarg); break;
        case 'p': options.core = atoi(optarg); break;
        case 'g': options.campaign = optarg; break;
        default: exit(2);
        }
    if (argument_count - optind != 2 || options.connections < 1 || options.connections > CONNECTION_LIMIT) {
        fprintf(stderr, "usage: load [-c CONNECTIONS] [-s SECONDS | -n REQUESTS] [-p CORE] [-g CAMPAIGN] PORT FILE\n");
        exit(2);
    }
    options.port = atoi(arguments[optind]);
    options.file = arguments[optind + 1];
}

int main(int argument_count, char **arguments) {
    parse(argument_count, arguments);
    if (options.core >= 0) {
        cpu_set_t cores;
        CPU_ZERO(&cores);
        CPU_SET(options.core, &cores);
        if (sched_setaffinity(0, sizeof cores, &cores) != 0) die("core");
    }
    read_file();
    for (int i = 0; i < options.connections; i++) {
        prepare(&connections[i], i);
        connect_to_server(&connections[i]);
    }
    uint64_t started = now();
    run(started + (uint64_t)(options.seconds * 1e9));
    double seconds = (now() - started) / 1e9;
    qsort(counts.latencies, counts.done, sizeof *counts.latencies, ascending);
    printf("{\"requests\": %ld, \"starts\": %ld, \"errors\": %ld, \"seconds\": %.6f, \"bytes\": %llu, "
           "\"p50_us\": %u, \"p99_us\": %u, \"max_us\": %u}\n",
        counts.done, counts.starts, counts.errors, seconds, (unsigned long long)counts.bytes,
        percentile(0.5), percentile(0.99), percentile(1));
    return 0;
}
