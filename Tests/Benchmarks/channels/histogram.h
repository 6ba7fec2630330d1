// Latencies in microseconds, kept to one part in 32: 0 to about 4,000 s in 32 KiB.
#pragma once
#include <stdint.h>

enum { HISTOGRAM_PARTS = 32, HISTOGRAM_SLOTS = 28 * HISTOGRAM_PARTS };

typedef struct {
    uint64_t count;
    uint64_t slots[HISTOGRAM_SLOTS];
} histogram;

static inline int histogram_slot(uint64_t value) {
    int shift = value < HISTOGRAM_PARTS ? 0 : 63 - __builtin_clzll(value) - 4;
    int slot = shift * HISTOGRAM_PARTS / 2 + (int)(value >> shift);
    return slot < HISTOGRAM_SLOTS ? slot : HISTOGRAM_SLOTS - 1;
}

static inline void histogram_add(histogram *to, uint64_t value) {
    to->slots[histogram_slot(value)]++;
    to->count++;
}

// The least value of the slot in which `part` (0...1) of all is reached.
static inline uint64_t histogram_at(const histogram *of, double part) {
    uint64_t wanted = (uint64_t)(of->count * part), seen = 0;
    for (int slot = 0; slot < HISTOGRAM_SLOTS; slot++) {
        seen += of->slots[slot];
        if (seen > wanted || seen == of->count) {
            if (slot < HISTOGRAM_PARTS) return slot;
            int shift = slot / (HISTOGRAM_PARTS / 2) - 1;
            return (uint64_t)(slot - shift * HISTOGRAM_PARTS / 2) << shift;
        }
    }
    return 0;
}
