#pragma once
#include <opus/opus.h>

/// Swift cannot call opus_encoder_ctl, which takes a variable list.
static inline int copus_set_bitrate(OpusEncoder *encoder, opus_int32 bits) {
    return opus_encoder_ctl(encoder, OPUS_SET_BITRATE(bits));
}

/// Samples of 48 kHz by which what is heard comes later than what was given.
static inline int copus_lookahead(OpusEncoder *encoder, opus_int32 *samples) {
    return opus_encoder_ctl(encoder, OPUS_GET_LOOKAHEAD(samples));
}

/// 0...10: how much work goes into each packet.
static inline int copus_set_complexity(OpusEncoder *encoder, opus_int32 complexity) {
    return opus_encoder_ctl(encoder, OPUS_SET_COMPLEXITY(complexity));
}
