#pragma once
#include <curl/curl.h>

/// What we call of libcurl. It is loaded by whoever first asks another server for something and not linked, so that the
/// game starts without it and the distribution's own is used, which it patches. libcurl's other functions are declared
/// to Swift and do not link.
#define CCURL_FUNCTIONS(X) \
    X(curl_global_init) \
    X(curl_version_info) \
    X(curl_easy_init) \
    X(curl_easy_cleanup) \
    X(curl_easy_setopt) \
    X(curl_easy_getinfo) \
    X(curl_easy_strerror) \
    X(curl_slist_append) \
    X(curl_slist_free_all) \
    X(curl_multi_init) \
    X(curl_multi_cleanup) \
    X(curl_multi_setopt) \
    X(curl_multi_add_handle) \
    X(curl_multi_remove_handle) \
    X(curl_multi_socket_action) \
    X(curl_multi_info_read)

#define CCURL_FIELD(name) __typeof__(name) *name;
typedef struct ccurl_functions {
    CCURL_FUNCTIONS(CCURL_FIELD)
} ccurl_functions;
#undef CCURL_FIELD

/// Loads `library`, looks every function up and initialises it. Not thread-safe; at most one call succeeds.
/// Null on failure, and `problem` is then what dlerror(3) or libcurl says.
const ccurl_functions *ccurl_load(const char *library, const char **problem);

/// Reads a PEM file of authorities for `ccurl_set_authorities`: tens of milliseconds, for which libcurl itself would hold
/// up its thread. Any thread. Null when that fails, or libcurl speaks TLS by something else than OpenSSL.
void *ccurl_read_authorities(const char *path);
void ccurl_free_authorities(void *authorities);
/// Trusts these and no others; they must outlive the transfer.
void ccurl_set_authorities(CURL *easy, void *authorities);

// Variadic in libcurl, and so out of Swift's reach. Each takes what its option is documented to take.

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value);
/// Text is copied by libcurl; other memory must outlive the transfer.
CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, const void *value);
/// `write` for the body, `head` for each line of a head; both are given `context`.
void ccurl_set_receivers(CURL *easy, curl_write_callback write, curl_write_callback head, void *context);
long ccurl_get_long(CURL *easy, CURLINFO information);
/// Bytes of the request's body that have left.
curl_off_t ccurl_uploaded(CURL *easy);

void ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);
void ccurl_multi_set_callbacks(
    CURLM *multi, curl_socket_callback socket, curl_multi_timer_callback timer, void *context);
/// A transfer that has ended, with its result; null when there is no other.
CURL *ccurl_multi_take_finished(CURLM *multi, CURLcode *result);
