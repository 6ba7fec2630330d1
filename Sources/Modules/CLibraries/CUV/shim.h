#pragma once
#include <uv.h>

/// `uv_loop_configure` is variadic and so out of Swift's reach.
/// Makes `uv_metrics_idle_time` count the time spent waiting in the poll.
static inline int cuv_measure_idle_time(uv_loop_t *loop) {
    return uv_loop_configure(loop, UV_METRICS_IDLE_TIME);
}
