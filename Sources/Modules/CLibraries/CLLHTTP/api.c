// llhttp is lenient unless it is built in strict mode; Debian ships its generated C source.
#define LLHTTP_STRICT_MODE 1
#pragma clang diagnostic ignored "-Weverything"
#include "/usr/share/llhttp/api.c"
