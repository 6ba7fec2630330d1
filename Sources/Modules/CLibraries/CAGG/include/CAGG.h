#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Opaque pixels that are drawn on: rows from the top, RGBA with an alpha that nobody reads or writes, no gaps.
typedef struct {
    uint8_t *pixels;
    int32_t width, height;
    /// One byte a pixel, 255 where drawing has its full effect; NULL for everywhere.
    const uint8_t *clip;
} cagg_canvas;

typedef enum {
    /// Its point begins a figure.
    CAGG_MOVE,
    CAGG_LINE,
    /// Two points: one that it bends to, and its end.
    CAGG_QUADRATIC,
    /// Three points: two that it bends to, and its end.
    CAGG_CUBIC,
    /// No point: back to where the figure began.
    CAGG_CLOSE,
} cagg_verb;

/// Verbs, and the points that they take, x and y by turns, in pixels.
typedef struct {
    const uint8_t *verbs;
    size_t count;
    const double *points;
} cagg_path;

typedef enum { CAGG_SOLID, CAGG_LINEAR, CAGG_RADIAL } cagg_gradient;
typedef enum { CAGG_NORMAL, CAGG_SCREEN, CAGG_MULTIPLY, CAGG_ADD } cagg_blend;

#define CAGG_STOPS 6

/// Colours are red, green, blue and alpha, 0...1, alpha not multiplied into the others.
typedef struct {
    cagg_gradient gradient;
    cagg_blend blend;
    /// Linear: from where, to where. Radial: the centre, the radii in x and y.
    double x0, y0, x1, y1;
    /// 1...CAGG_STOPS; of a solid paint the first counts.
    int32_t stops;
    /// Rising, 0...1.
    float offsets[CAGG_STOPS];
    float colours[CAGG_STOPS][4];
} cagg_paint;

/// Fills with the non-zero rule, or the even-odd one.
void cagg_fill(const cagg_canvas *canvas, const cagg_path *path, const cagg_paint *paint, bool even_odd);

/// Draws along the path with round joins; `width` in pixels.
void cagg_stroke(const cagg_canvas *canvas, const cagg_path *path, const cagg_paint *paint, double width, bool round_caps);

/// The covered share of each pixel, 0...255, all of `width` x `height` bytes.
void cagg_cover(uint8_t *mask, int32_t width, int32_t height, const cagg_path *path);

/// Paints one colour through a mask of a `scale`-th of the canvas's width and height, each rounded up and one more, which is
/// smoothed as it grows and moved by dx and dy pixels.
void cagg_tint(
    const cagg_canvas *canvas, const uint8_t *mask, int32_t mask_width, int32_t mask_height, int32_t scale, double dx, double dy,
    const float colour[4], cagg_blend blend);

#ifdef __cplusplus
}
#endif
