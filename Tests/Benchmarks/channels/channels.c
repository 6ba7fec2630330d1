// Many WebSockets from one thread, which should have a core of its own: load on live channels, and a look at the order.
//
// usage: channels [-s SECONDS] [-w MESSAGES | -r RATE] [-o OPENING] [-p CORE] PORT FILE
//
//   FILE  a client a line: TARGET TOKEN SENDS SINCE UNTIL. TOKEN is - where none is asked for and nobody is greeted; SENDS
//         is 1 for those who speak, -1 for those who read nothing while there is load, and are not counted; SINCE the seq that comes before the first, or -1; UNTIL the seq with which the client
//         has all that it missed, or 0.
//   -s    so long messages are sent when all are open; 0: nobody speaks, and the clients stay until standard input ends.
//   -w    of each speaker so many are in flight: the next goes when one has come back.
//   -r    so many a second of all speakers together, whether others have come back or not.
//   -o    so many handshakes are under way at a time; 256 if it is not given.
//
// A message has about 200 bytes and the time in it. Prints an object a line: {"open", "seconds"} when all clients are open
// and have what they missed, and at the end {"sent", "deliveries", "seconds", "gaps", "doubled", "closed", "slow"} and the latency
// from sending to each delivery in microseconds. Slow counts those who read nothing and were closed for it, with 4008. Gaps counts the events that were passed over, doubled those that were not newer
// than the last; events in a wrong order are both.

#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "client.h"
#include "histogram.h"

enum { CLIENT_LIMIT = 16384, LINE_BYTES = 8192, MESSAGE_BYTES = 200 };

static struct {
    double seconds, rate;
    int window, opening, core, port;
    const char *file;
} options = {.seconds = 3, .window = 1, .opening = 256, .core = -1};

static client clients[CLIENT_LIMIT];
static client *speakers[CLIENT_LIMIT];
static int client_count, speaker_count, begun, opened, recovered, awaited;
static int speaks;                // the load has begun
static uint64_t started, ends, last_delivery;
static long sent, back;
static uint64_t deliveries, gaps, doubled, closed_count, slow_count;
static histogram latencies;
static uv_timer_t ticks, patience;
static uv_pipe_t standard_input;

static void die(const char *what) {
    fprintf(stderr, "channels: %s\n", what);
    exit(1);
}

static double seconds_since(uint64_t time) { return (uv_hrtime() - time) / 1e9; }

static void say_all(client *by, int count) {
    char text[MESSAGE_BYTES + 1];
    while (count-- > 0) {
        // The top-level seq is for a fan-out without a channel; a channel gives its own.
        int bytes = snprintf(text, sizeof text, "{\"eventType\":\"bench\",\"payload\":{\"at\":%llu,\"from\":%d,\"pad\":\"",
            (unsigned long long)uv_hrtime(), by->number);
        int tail = snprintf(NULL, 0, "\"},\"seq\":%ld}", sent + 1);
        memset(text + bytes, 'x', MESSAGE_BYTES - bytes - tail);
        snprintf(text + MESSAGE_BYTES - tail, tail + 1, "\"},\"seq\":%ld}", sent + 1);
        sent++;
        client_send(by, text, MESSAGE_BYTES);
    }
}

static void finish(void) {
    double seconds = (last_delivery - started) / 1e9;
    printf("{\"sent\": %ld, \"deliveries\": %llu, \"seconds\": %.6f, \"gaps\": %llu, \"doubled\": %llu, \"closed\": %llu, "
           "\"slow\": %llu, \"p50_us\": %llu, \"p99_us\": %llu, \"max_us\": %llu}\n",
        sent, (unsigned long long)deliveries, seconds, (unsigned long long)gaps, (unsigned long long)doubled,
        (unsigned long long)closed_count, (unsigned long long)slow_count,
        (unsigned long long)histogram_at(&latencies, 0.5),
        (unsigned long long)histogram_at(&latencies, 0.99), (unsigned long long)histogram_at(&latencies, 1));
    exit(0);
}

// A speaker may hear itself before the others do: the end is when everything has come back, and nothing comes any more.
static void look_for_end(uv_timer_t *timer) {
    (void)timer;
    static int looks;
    static uint64_t before;
    if (++looks == 50) fprintf(stderr, "channels: %ld of %ld messages have not come back\n", sent - back, sent);
    if (looks == 50 || (back == sent && deliveries == before)) finish();
    before = deliveries;
}

// Nothing more is sent: what is under way is awaited.
static void end_load(void) {
    speaks = 0;
    uv_timer_stop(&ticks);
    for (int i = 0; i < client_count; i++)
        if (clients[i].stalls) client_read_on(&clients[i]);
    uv_timer_start(&patience, look_for_end, 300, 300);
}

static void tick(uv_timer_t *timer) {
    (void)timer;
    if (uv_hrtime() >= ends) {
        end_load();
        return;
    }
    static int next;
    for (long due = (long)(options.rate * seconds_since(started)) - sent; options.rate > 0 && due > 0; due--)
        say_all(speakers[next++ % speaker_count], 1);
}

static void on_input_buffer(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
    (void)handle, (void)suggested;
    static char bytes[64];
    *buffer = uv_buf_init(bytes, sizeof bytes);
}

static void on_input(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
    (void)stream, (void)buffer;
    if (count < 0) finish();
}

static void begin_load(void) {
    printf("{\"open\": %d, \"seconds\": %.6f}\n", opened, seconds_since(started));
    fflush(stdout);
    started = last_delivery = uv_hrtime();
    ends = started + (uint64_t)(options.seconds * 1e9);
    if (options.seconds == 0) {
        uv_pipe_init(uv_default_loop(), &standard_input, 0);
        uv_pipe_open(&standard_input, STDIN_FILENO);
        uv_read_start((uv_stream_t *)&standard_input, on_input_buffer, on_input);
        return;
    }
    if (speaker_count == 0) die("nobody speaks");
    speaks = 1;
    deliveries = 0;
    uv_timer_start(&ticks, tick, 0, 1);
    for (int i = 0; options.rate == 0 && i < speaker_count; i++) say_all(speakers[i], options.window);
}

static void begin_if_ready(void) {
    if (opened == client_count && recovered == awaited) begin_load();
}

static void open_next(void) {
    if (begun < client_count) client_open(&clients[begun++], options.port);
}

static void count_opened(void) {
    opened++;
    open_next();
    begin_if_ready();
}

// A channel is open when it has greeted: what is said before may be older than what the client is shown.
void client_opened(client *of) {
    if (strcmp(of->token, "-") == 0) count_opened();
}

void client_closed(client *of, int code) {
    if (of->stalls) {
        slow_count += code == 4008;
        return;
    }
    if (closed_count++ == 0) fprintf(stderr, "channels: %s was closed with %d\n", of->target, code);
}

static long long number_after(const char *name, const char *text, size_t bytes, long long otherwise) {
    const char *at = memmem(text, bytes, name, strlen(name));
    // The text is followed by a frame's head or by the rest of the buffer: a number ends before.
    return at && at[strlen(name)] != 'n' ? strtoll(at + strlen(name), NULL, 10) : otherwise;
}

static void keep_order(client *of, int64_t seq) {
    if (of->last >= 0 && seq <= of->last) {
        doubled++;
        return;
    }
    if (of->last >= 0) gaps += seq - of->last - 1;
    of->last = seq;
    if (seq == of->until) {
        recovered++;
        begin_if_ready();
    }
}

void client_took(client *of, const char *text, size_t bytes) {
    if (memmem(text, bytes < 64 ? bytes : 64, "\"system.hello\"", 14)) {
        if (of->until && memmem(text, bytes, "\"recovered\":false", 17)) die("a client did not recover what it missed");
        if (of->stalls) client_stall(of);
        count_opened();
        return;
    }
    if (of->stalls) return;
    // Behind the payload: it is the last but three of the members.
    int64_t seq = number_after("\"seq\":", text, bytes, -1);
    if (seq < 0) return;
    keep_order(of, seq);
    long long at = number_after("\"at\":", text, bytes, 0);
    if (at == 0 || (uint64_t)at < started) return;
    last_delivery = uv_hrtime();
    deliveries++;
    histogram_add(&latencies, (last_delivery - at) / 1000);
    if (number_after("\"from\":", text, bytes, -1) != of->number) return;
    back++;
    if (speaks && options.rate == 0) say_all(of, 1);
}

static void read_file(void) {
    FILE *file = fopen(options.file, "r");
    if (!file) die("the file cannot be read");
    static char line[LINE_BYTES], target[LINE_BYTES], token[LINE_BYTES];
    while (client_count < CLIENT_LIMIT && fgets(line, sizeof line, file)) {
        client *next = &clients[client_count];
        long long since, until;
        if (sscanf(line, "%8191s %8191s %d %lld %lld", target, token, &next->sends, &since, &until) != 5)
            die("a client without its five words");
        next->number = client_count++;
        next->target = strdup(target);
        next->token = strdup(token);
        next->last = since;
        next->until = until;
        if (until > 0) awaited++;
        next->stalls = next->sends < 0;
        if (next->sends > 0) speakers[speaker_count++] = next;
    }
    fclose(file);
    if (client_count == 0) die("there are no clients");
}

static void parse(int count, char **arguments) {
    for (int letter; (letter = getopt(count, arguments, "s:w:r:o:p:")) != -1;)
        switch (letter) {
        case 's': options.seconds = atof(optarg); break;
        case 'w': options.window = atoi(optarg); break;
        case 'r': options.rate = atof(optarg); break;
        case 'o': options.opening = atoi(optarg); break;
        case 'p': options.core = atoi(optarg); break;
        default: exit(2);
        }
    if (count - optind != 2) {
        fprintf(stderr, "usage: channels [-s SECONDS] [-w MESSAGES | -r RATE] [-o OPENING] [-p CORE] PORT FILE\n");
        exit(2);
    }
    options.port = atoi(arguments[optind]);
    options.file = arguments[optind + 1];
}

int main(int count, char **arguments) {
    parse(count, arguments);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    if (options.core >= 0) {
        cpu_set_t cores;
        CPU_ZERO(&cores);
        CPU_SET(options.core, &cores);
        if (sched_setaffinity(0, sizeof cores, &cores) != 0) die("this core cannot be had");
    }
    read_file();
    uv_timer_init(uv_default_loop(), &ticks);
    uv_timer_init(uv_default_loop(), &patience);
    started = uv_hrtime();
    for (int i = 0; i < options.opening; i++) open_next();
    return uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}
