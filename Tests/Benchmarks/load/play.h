// A player who plays campaign runs, one after the other: which request comes after which answer.
#pragma once
#include "answer.h"

enum { PLAY_ID_BYTES = 64, PLAY_CHOICE_LIMIT = 16 };

typedef struct {
    const char *token;
    const char *party;     // its id in decimal
    const char *campaign;
    int number;            // tells players apart in the ids of their actions
    long actions;          // sent so far
    int turn;
    char run[PLAY_ID_BYTES];    // empty: none is being played
    char scene[PLAY_ID_BYTES];  // the scene state in view
    char choices[PLAY_CHOICE_LIMIT][PLAY_ID_BYTES];
    int choice_count;
} play;

// Writes the next request: what the page sends for a player's move, or the start of another run.
//
// Returns its bytes; `is_action` tells which of both it is.
size_t play_request(play *player, char *bytes, size_t limit, int *is_action);

// Reads the run as the answer shows it. Returns 0 for an answer that no player should get.
int play_read(play *player, const http_answer *answer);
