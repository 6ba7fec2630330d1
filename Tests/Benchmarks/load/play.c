#define _GNU_SOURCE
#include "play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Runs that have lasted for so many turns are led to their end without detours.
enum { PATIENCE = 200 };

static size_t request(const play *player, const char *path, const char *key, const char *body, char *bytes, size_t limit) {
    return snprintf(bytes, limit,
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
        "Idempotency-Key: %s\r\nContent-Length: %zu\r\n\r\n%s",
        path, player->token, key, strlen(body), body);
}

size_t play_request(play *player, char *bytes, size_t limit, int *is_action) {
    char key[PLAY_ID_BYTES], path[128], body[512];
    snprintf(key, sizeof key, "bench-%d-%ld", player->number, ++player->actions);
    *is_action = player->run[0] != 0;
    if (!*is_action) {
        snprintf(body, sizeof body, "{\"campaignTemplateId\":\"%s\",\"partyId\":%s,\"language\":\"ru\"}",
            player->campaign, player->party);
        return request(player, "/v1/campaign-runs", key, body, bytes, limit);
    }
    snprintf(path, sizeof path, "/v1/campaign-runs/%s/action", player->run);
    char move[160];
    if (player->choice_count == 0 || player->turn >= PATIENCE) {
        snprintf(move, sizeof move, "\"actionType\":\"advance\"");
    } else {
        // Every player goes a way of their own, but the same in every round.
        const char *choice = player->choices[(player->turn * 7 + player->number) % player->choice_count];
        snprintf(move, sizeof move, "\"actionType\":\"choose\",\"payload\":{\"choiceId\":\"%s\"}", choice);
    }
    snprintf(body, sizeof body, "{%s,\"actionId\":\"%s\",\"expectedSceneId\":\"%s\",\"expectedTurn\":%d}",
        move, key, player->scene, player->turn);
    return request(player, path, key, body, bytes, limit);
}

// What stands between `before` and the next quote, at or after `from`; returns where it ended, or NULL.
static const char *text_after(const char *before, const char *from, const char *end, char *text) {
    const char *at = memmem(from, end - from, before, strlen(before));
    if (!at) return NULL;
    at += strlen(before);
    const char *close = memchr(at, '"', end - at);
    if (!close || close - at >= PLAY_ID_BYTES) return NULL;
    memcpy(text, at, close - at);
    text[close - at] = 0;
    return close;
}

static void read_choices(play *player, const char *from, const char *end) {
    player->choice_count = 0;
    const char *list = memmem(from, end - from, "\"choices\":[", 11);
    if (!list) return;
    // No string of a choice holds a bracket, and its check is an object.
    const char *close = memchr(list + 11, ']', end - list - 11);
    const char *at = list;
    while (close && player->choice_count < PLAY_CHOICE_LIMIT) {
        at = text_after("{\"id\":\"", at, close, player->choices[player->choice_count]);
        if (!at) return;
        player->choice_count++;
    }
}

int play_read(play *player, const http_answer *answer) {
    if (answer->status != 200 && answer->status != 201) return 0;
    const char *from = answer->body, *end = from + answer->body_bytes;
    char status[PLAY_ID_BYTES];
    const char *turn = memmem(from, end - from, "\"turn\":", 7);
    if (!turn || !text_after("\"id\":\"", from, end, player->run) || !text_after("\"status\":\"", from, end, status)
        || !text_after("\"currentSceneId\":\"", from, end, player->scene))
        return 0;
    player->turn = atoi(turn + 7);
    read_choices(player, from, end);
    if (strcmp(status, "COMPLETED") == 0) player->run[0] = 0;
    return 1;
}
