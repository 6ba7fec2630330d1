#include "CCurl.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static ccurl_functions functions;

// Of the OpenSSL below libcurl, when there is one; all are declared by its manual as they are here.
static struct {
    void (*OPENSSL_thread_stop)(void);
    void *(*X509_STORE_new)(void);
    void (*X509_STORE_free)(void *store);
    int (*X509_STORE_up_ref)(void *store);
    int (*X509_STORE_load_file)(void *store, const char *file);
    int (*X509_STORE_set_flags)(void *store, unsigned long flags);
    void (*SSL_CTX_set_cert_store)(void *context, void *store);
} openssl;
static bool has_openssl;

static void look_up_openssl(void *handle) {
    has_openssl = true;
#define CCURL_LOOK_UP(name) \
    openssl.name = (__typeof__(openssl.name))dlsym(handle, #name); \
    if (!openssl.name) has_openssl = false;
    CCURL_LOOK_UP(OPENSSL_thread_stop)
    CCURL_LOOK_UP(X509_STORE_new)
    CCURL_LOOK_UP(X509_STORE_free)
    CCURL_LOOK_UP(X509_STORE_up_ref)
    CCURL_LOOK_UP(X509_STORE_load_file)
    CCURL_LOOK_UP(X509_STORE_set_flags)
    CCURL_LOOK_UP(SSL_CTX_set_cert_store)
#undef CCURL_LOOK_UP
    // A libcurl with GnuTLS may bring OpenSSL along for something else.
    const curl_version_info_data *version = functions.curl_version_info(CURLVERSION_FIRST);
    if (!version || !version->ssl_version || strncmp(version->ssl_version, "OpenSSL/", 8) != 0) has_openssl = false;
}

// What OpenSSL keeps for a thread. Ours are workers', which end after OpenSSL has.
static void leave_openssl(void) {
    if (has_openssl) openssl.OPENSSL_thread_stop();
}

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
#undef CCURL_LOOK_UP
    const CURLcode result = found.curl_global_init(CURL_GLOBAL_DEFAULT);
    if (result != CURLE_OK) {
        *problem = found.curl_easy_strerror(result);
        return NULL;
    }
    // OpenSSL, below libcurl, has begun a queue of errors for this thread. It is a worker's, which ends after OpenSSL has.
    void (*stop)(void) = (void (*)(void))dlsym(handle, "OPENSSL_thread_stop");
    if (stop) stop();
    functions = found;
    look_up_openssl(handle);
    leave_openssl();
    return &functions;
}

// X509_V_FLAG_TRUSTED_FIRST and X509_V_FLAG_PARTIAL_CHAIN, as libcurl sets them.
static const unsigned long store_flags = 0x8000 | 0x80000;

void *ccurl_read_authorities(const char *path) {
    if (!has_openssl) return NULL;
    void *store = openssl.X509_STORE_new();
    const bool is_read = store && openssl.X509_STORE_load_file(store, path) == 1
        && openssl.X509_STORE_set_flags(store, store_flags) == 1;
    if (!is_read) openssl.X509_STORE_free(store);
    leave_openssl();
    return is_read ? store : NULL;
}

void ccurl_free_authorities(void *authorities) { openssl.X509_STORE_free(authorities); }

static CURLcode use_authorities(CURL *easy, void *context, void *authorities) {
    (void)easy;
    if (openssl.X509_STORE_up_ref(authorities) != 1) return CURLE_OUT_OF_MEMORY;
    // It takes the reference, and gives back that of the empty store before.
    openssl.SSL_CTX_set_cert_store(context, authorities);
    return CURLE_OK;
}

void ccurl_set_authorities(CURL *easy, void *authorities) {
    // Nothing else: both have defaults.
    (functions.curl_easy_setopt)(easy, CURLOPT_CAINFO, NULL);
    (functions.curl_easy_setopt)(easy, CURLOPT_CAPATH, NULL);
    (functions.curl_easy_setopt)(easy, CURLOPT_SSL_CTX_FUNCTION, use_authorities);
    (functions.curl_easy_setopt)(easy, CURLOPT_SSL_CTX_DATA, authorities);
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
