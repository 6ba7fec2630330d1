#include "CAGG.h"

#include <agg2/agg_conv_curve.h>
#include <agg2/agg_conv_stroke.h>
#include <agg2/agg_path_storage.h>
#include <agg2/agg_rasterizer_scanline_aa.h>
#include <agg2/agg_renderer_scanline.h>
#include <agg2/agg_scanline_u.h>

#include <algorithm>
#include <cmath>
#include <cstring>

// AGG has the curves, the outlines and the coverage of pixels. Its own pixel formats are not used: the canvas is opaque,
// which makes blending one multiplication, and a gradient is looked up without a span generator and its buffer between.

namespace {

constexpr int steps = 512;

agg::path_storage storage(const cagg_path &path) {
    agg::path_storage result;
    const double *point = path.points;
    for (size_t i = 0; i < path.count; i++) {
        switch (path.verbs[i]) {
            case CAGG_MOVE: result.move_to(point[0], point[1]); point += 2; break;
            case CAGG_LINE: result.line_to(point[0], point[1]); point += 2; break;
            case CAGG_QUADRATIC: result.curve3(point[0], point[1], point[2], point[3]); point += 4; break;
            case CAGG_CUBIC:
                result.curve4(point[0], point[1], point[2], point[3], point[4], point[5]);
                point += 6;
                break;
            default: result.close_polygon();
        }
    }
    return result;
}

int blended(int below, int colour, cagg_blend blend) {
    switch (blend) {
        case CAGG_SCREEN: return below + (255 - below) * colour / 255;
        case CAGG_MULTIPLY: return below * colour / 255;
        case CAGG_ADD: return std::min(255, below + colour);
        default: return colour;
    }
}

/// `share` is 0...65536.
inline void put(uint8_t *pixel, const int colour[3], cagg_blend blend, int share) {
    for (int channel = 0; channel < 3; channel++) {
        int below = pixel[channel];
        int above = blend == CAGG_NORMAL ? colour[channel] : blended(below, colour[channel], blend);
        pixel[channel] = uint8_t(below + (((above - below) * share + 32768) >> 16));
    }
}

/// Takes scanlines from AGG and paints them.
class Painter {
public:
    Painter(const cagg_canvas &canvas, const cagg_paint &paint) : canvas(canvas), paint(paint) {
        for (int step = 0; step < steps; step++) {
            float colour[4];
            at(float(step) / (steps - 1), colour);
            for (int channel = 0; channel < 3; channel++) table[step][channel] = int(std::lround(colour[channel] * 255));
            table[step][3] = int(std::lround(colour[3] * 65536 / 255));
            if (paint.gradient == CAGG_SOLID) break;
        }
        double dx = paint.x1 - paint.x0, dy = paint.y1 - paint.y0, square = std::max(dx * dx + dy * dy, 1e-9);
        alongX = dx / square * (steps - 1);
        alongY = dy / square * (steps - 1);
    }

    void prepare() {}

    template <class Scanline>
    void render(const Scanline &line) {
        int y = line.y();
        auto span = line.begin();
        for (unsigned left = line.num_spans(); left > 0; left--, ++span) {
            uint8_t *pixel = canvas.pixels + (size_t(y) * canvas.width + span->x) * 4;
            const uint8_t *clip = canvas.clip ? canvas.clip + size_t(y) * canvas.width + span->x : nullptr;
            for (int i = 0; i < span->len; i++, pixel += 4) {
                const int *colour = table[step(span->x + i + 0.5, y + 0.5)];
                int share = colour[3] * span->covers[i];
                if (clip) share = share / 255 * clip[i];
                put(pixel, colour, paint.blend, share);
            }
        }
    }

private:
    const cagg_canvas &canvas;
    const cagg_paint &paint;
    double alongX, alongY;
    /// Red, green, blue 0...255; of the alpha what a coverage of 0...255 makes a share of 65536 with.
    int table[steps][4];

    int step(double x, double y) const {
        double position;
        if (paint.gradient == CAGG_SOLID) return 0;
        if (paint.gradient == CAGG_LINEAR) {
            position = (x - paint.x0) * alongX + (y - paint.y0) * alongY;
        } else {
            double dx = (x - paint.x0) / paint.x1, dy = (y - paint.y0) / paint.y1;
            position = std::sqrt(dx * dx + dy * dy) * (steps - 1);
        }
        return int(std::min(std::max(position, 0.0), double(steps - 1)));
    }

    void at(float position, float colour[4]) const {
        int next = 0;
        while (next < paint.stops && paint.offsets[next] < position) next++;
        if (next == 0 || next == paint.stops) {
            std::memcpy(colour, paint.colours[std::max(0, next - 1)], sizeof(float) * 4);
            return;
        }
        float width = paint.offsets[next] - paint.offsets[next - 1];
        float share = width > 0 ? (position - paint.offsets[next - 1]) / width : 1;
        for (int channel = 0; channel < 4; channel++) {
            float from = paint.colours[next - 1][channel], to = paint.colours[next][channel];
            colour[channel] = from + (to - from) * share;
        }
    }
};

template <class Source>
void paint_area(const cagg_canvas &canvas, Source &source, const cagg_paint &paint, agg::filling_rule_e rule) {
    agg::rasterizer_scanline_aa<> rasterizer;
    rasterizer.clip_box(0, 0, canvas.width, canvas.height);
    rasterizer.filling_rule(rule);
    rasterizer.add_path(source);
    agg::scanline_u8 scanline;
    Painter painter(canvas, paint);
    agg::render_scanlines(rasterizer, scanline, painter);
}

/// Writes coverage instead of a colour.
struct Coverage {
    uint8_t *mask;
    int32_t width;

    void prepare() {}

    template <class Scanline>
    void render(const Scanline &line) {
        auto span = line.begin();
        for (unsigned left = line.num_spans(); left > 0; left--, ++span) {
            std::memcpy(mask + size_t(line.y()) * width + span->x, span->covers, size_t(span->len));
        }
    }
};

}  // namespace

void cagg_fill(const cagg_canvas *canvas, const cagg_path *path, const cagg_paint *paint, bool even_odd) {
    agg::path_storage points = storage(*path);
    agg::conv_curve<agg::path_storage> curve(points);
    paint_area(*canvas, curve, *paint, even_odd ? agg::fill_even_odd : agg::fill_non_zero);
}

void cagg_stroke(
    const cagg_canvas *canvas, const cagg_path *path, const cagg_paint *paint, double width, bool round_caps) {
    agg::path_storage points = storage(*path);
    agg::conv_curve<agg::path_storage> curve(points);
    agg::conv_stroke<agg::conv_curve<agg::path_storage>> stroke(curve);
    stroke.width(width);
    stroke.line_cap(round_caps ? agg::round_cap : agg::butt_cap);
    stroke.line_join(agg::round_join);
    paint_area(*canvas, stroke, *paint, agg::fill_non_zero);
}

void cagg_cover(uint8_t *mask, int32_t width, int32_t height, const cagg_path *path) {
    std::memset(mask, 0, size_t(width) * height);
    agg::path_storage points = storage(*path);
    agg::conv_curve<agg::path_storage> curve(points);
    agg::rasterizer_scanline_aa<> rasterizer;
    rasterizer.clip_box(0, 0, width, height);
    rasterizer.add_path(curve);
    agg::scanline_u8 scanline;
    Coverage coverage{mask, width};
    agg::render_scanlines(rasterizer, scanline, coverage);
}

void cagg_tint(
    const cagg_canvas *canvas, const uint8_t *mask, int32_t mask_width, int32_t mask_height, int32_t scale, double dx, double dy,
    const float colour[4], cagg_blend blend) {
    int bytes[3];
    for (int channel = 0; channel < 3; channel++) bytes[channel] = int(std::lround(colour[channel] * 255));
    int alpha = int(std::lround(colour[3] * 256));
    // Nothing is done outside of the box that is covered: shadows are many, and small.
    int first_row = mask_height, last_row = -1, first_column = mask_width, last_column = -1;
    for (int y = 0; y < mask_height; y++) {
        const uint8_t *row = mask + size_t(y) * mask_width;
        int left = 0, right = mask_width - 1;
        while (left < mask_width && row[left] == 0) left++;
        if (left == mask_width) continue;
        while (row[right] == 0) right--;
        first_row = std::min(first_row, y);
        last_row = y;
        first_column = std::min(first_column, left);
        last_column = std::max(last_column, right);
    }
    auto from = [scale](int cell, double shift, int size) {
        return std::min(std::max(int(std::floor((cell - 1) * scale + shift)), 0), size);
    };
    auto to = [scale](int cell, double shift, int size, bool is_edge) {
        return is_edge ? size : std::min(std::max(int(std::ceil((cell + 2) * scale + shift)), 0), size);
    };
    int x0 = first_column == 0 ? 0 : from(first_column, dx, canvas->width);
    int x1 = to(last_column, dx, canvas->width, last_column == mask_width - 1);
    int y0 = from(first_row, dy, canvas->height), y1 = to(last_row, dy, canvas->height, last_row == mask_height - 1);
    for (int y = y0; y < y1; y++) {
        int row = int(std::lround(((y + 0.5 - dy) / scale - 0.5) * 256));
        int top = row >> 8, down = row & 255;
        if (top < -1 || top >= mask_height) continue;
        const uint8_t *above = mask + size_t(std::max(top, 0)) * mask_width;
        const uint8_t *below = mask + size_t(std::min(top + 1, mask_height - 1)) * mask_width;
        uint8_t *pixel = canvas->pixels + (size_t(y) * canvas->width + x0) * 4;
        const uint8_t *clip = canvas->clip ? canvas->clip + size_t(y) * canvas->width : nullptr;
        int column = int(std::lround(((x0 + 0.5 - dx) / scale - 0.5) * 256)), pace = 256 / scale;
        for (int x = x0; x < x1; x++, pixel += 4, column += pace) {
            int left = std::min(std::max(column >> 8, 0), mask_width - 1), right = std::min(left + 1, mask_width - 1);
            int across = column & 255;
            int upper = above[left] * (256 - across) + above[right] * across;
            int lower = below[left] * (256 - across) + below[right] * across;
            // 0...255 times 65536.
            int value = upper * (256 - down) + lower * down;
            if (value < 65536) continue;
            int share = (value >> 8) * alpha / 255;
            if (clip) share = share / 255 * clip[x];
            put(pixel, bytes, blend, share);
        }
    }
}
