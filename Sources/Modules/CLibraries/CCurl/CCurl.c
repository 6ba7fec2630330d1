#include "CCurl.h"

#include <dlfcn.h>
#include <stddef.h>

static ccurl_functions functions;

const ccurl_functions *ccurl_load(const char *library, const char **problem) {
    // Never closed: libcurl and what it brings along register handlers with the C library that must stay.
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        *problem = dlerror();
        return NULL;
    }
    ccurl_functions found;
#define CCURL_LOOK_UP(name) \
    found.name = (__typeof__(found.name))dlsym(handle, #name); \
    if (!found.name) { \
        *problem = dlerror(); \
        return NULL; \
    }
    CCURL_FUNCTIONS(CCURL_LOOK_UP)
    const CURLcode result = found.curl_global_init(CURL_GLOBAL_DEFAULT);
    if (result != CURLE_OK) {
        *problem = found.curl_easy_strerror(result);
        return NULL;
    }
    // OpenSSL, below libcurl, has begun a queue of errors for this thread. It is a worker's, which ends after OpenSSL has.
    void (*stop)(void) = (void (*)(void))dlsym(handle, "OPENSSL_thread_stop");
    if (stop) stop();
    functions = found;
    return &functions;
}

// In parentheses, for the headers have macros of these names.

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
    return (functions.curl_easy_setopt)(easy, option, value);
}

CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return (functions.curl_easy_setopt)(easy, option, value);
}

CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, const void *value) {
    return (functions.curl_easy_setopt)(easy, option, value);
}

void ccurl_set_receivers(CURL *easy, curl_write_callback write, curl_write_callback head, void *context) {
    (functions.curl_easy_setopt)(easy, CURLOPT_WRITEFUNCTION, write);
    (functions.curl_easy_setopt)(easy, CURLOPT_WRITEDATA, context);
    (functions.curl_easy_setopt)(easy, CURLOPT_HEADERFUNCTION, head);
    (functions.curl_easy_setopt)(easy, CURLOPT_HEADERDATA, context);
}

long ccurl_get_long(CURL *easy, CURLINFO information) {
    long value = 0;
    (functions.curl_easy_getinfo)(easy, information, &value);
    return value;
}

curl_off_t ccurl_uploaded(CURL *easy) {
    curl_off_t count = 0;
    (functions.curl_easy_getinfo)(easy, CURLINFO_SIZE_UPLOAD_T, &count);
    return count;
}

void ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    (functions.curl_multi_setopt)(multi, option, value);
}

void ccurl_multi_set_callbacks(
    CURLM *multi, curl_socket_callback socket, curl_multi_timer_callback timer, void *context) {
    (functions.curl_multi_setopt)(multi, CURLMOPT_SOCKETFUNCTION, socket);
    (functions.curl_multi_setopt)(multi, CURLMOPT_SOCKETDATA, context);
    (functions.curl_multi_setopt)(multi, CURLMOPT_TIMERFUNCTION, timer);
    (functions.curl_multi_setopt)(multi, CURLMOPT_TIMERDATA, context);
}

CURL *ccurl_multi_take_finished(CURLM *multi, CURLcode *result) {
    int left;
    for (const CURLMsg *message; (message = functions.curl_multi_info_read(multi, &left));) {
        if (message->msg != CURLMSG_DONE) continue;
        *result = message->data.result;
        return message->easy_handle;
    }
    return NULL;
}
