#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Decodes a JPEG of exactly `width` x `height` pixels into `pixels`, rows of RGBA without gaps. False when it is of
/// another size, broken, cut short, or of colours that have no way to RGB: `message` tells why.
///
/// libjpeg tells of errors by a function that must not return, which Swift cannot leave; so the jump is here.
bool cjpeg_decode(
    const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *pixels, char message[256]);
