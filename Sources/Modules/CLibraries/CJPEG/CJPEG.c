#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>

/// A picture has at most some ten scans. Each is a pass over all of it, and a file of a few kilobytes can ask for thousands.
#define MAX_SCANS 64

typedef struct {
    struct jpeg_error_mgr manager;
    jmp_buf failed;
    char *message;
} failure;

static void fail(j_common_ptr info) {
    failure *failure = (void *)info->err;
    info->err->format_message(info, failure->message);
    longjmp(failure->failed, 1);
}

/// Of the warnings those about missing data are errors: libjpeg would go on with grey.
static void warn(j_common_ptr info, int level) {
    if (level >= 0) return;
    int code = info->err->msg_code;
    if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER) fail(info);
}

static void limit_scans(j_common_ptr info) {
    if (((j_decompress_ptr)info)->input_scan_number <= MAX_SCANS) return;
    failure *failure = (void *)info->err;
    snprintf(failure->message, JMSG_LENGTH_MAX, "more than %d scans", MAX_SCANS);
    longjmp(failure->failed, 1);
}

bool cjpeg_decode(
    const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *pixels, char message[256]) {
    _Static_assert(JMSG_LENGTH_MAX <= 256, "messages fit");
    struct jpeg_decompress_struct info;
    struct jpeg_progress_mgr progress = {.progress_monitor = limit_scans};
    failure failure = {.message = message};
    info.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = fail;
    failure.manager.emit_message = warn;
    // Before jpeg_create_decompress it must be known that nothing is there to destroy.
    info.mem = NULL;
    if (setjmp(failure.failed)) {
        jpeg_destroy_decompress(&info);
        return false;
    }
    jpeg_create_decompress(&info);
    info.progress = &progress;
    jpeg_mem_src(&info, bytes, count);
    jpeg_read_header(&info, TRUE);
    bool is_as_told = info.image_width == width && info.image_height == height;
    if (!is_as_told) {
        snprintf(message, JMSG_LENGTH_MAX, "its frame is of another size than its header");
    } else {
        info.out_color_space = JCS_EXT_RGBA;
        jpeg_start_decompress(&info);
        while (info.output_scanline < info.output_height) {
            JSAMPROW row = pixels + (size_t)info.output_scanline * width * 4;
            jpeg_read_scanlines(&info, &row, 1);
        }
        jpeg_finish_decompress(&info);
    }
    jpeg_destroy_decompress(&info);
    return is_as_told;
}
