#pragma once
#include <sched.h>
#include <uv.h>

/// `uv_loop_configure` is variadic and so out of Swift's reach.
/// Makes `uv_metrics_idle_time` count the time spent waiting in the poll.
static inline int cuv_measure_idle_time(uv_loop_t *loop) {
    return uv_loop_configure(loop, UV_METRICS_IDLE_TIME);
}

/// The calling thread runs only where nothing else of its group wants a core: SCHED_IDLE of sched(7), which Swift cannot name.
/// Without effect, it is only less polite.
static inline int cuv_run_when_idle(void) {
    struct sched_param none = {0};
    return sched_setscheduler(0, 5, &none);
}
