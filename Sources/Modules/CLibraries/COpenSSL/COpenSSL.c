#include "COpenSSL.h"

#include <dlfcn.h>
#include <openssl/x509err.h>
#include <string.h>

static copenssl_functions functions;
static BIO_METHOD *method;

const copenssl_functions *copenssl_load(const char *library, const char **problem) {
    // Never closed: OpenSSL registers handlers with the C library that must stay.
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        *problem = dlerror();
        return NULL;
    }
    // Functions of libcrypto are found too: dlsym looks into what `library` depends on.
#define COPENSSL_LOOK_UP(name) \
    functions.name = (__typeof__(functions.name))dlsym(handle, #name); \
    if (!functions.name) { \
        *problem = dlerror(); \
        return NULL; \
    }
    COPENSSL_FUNCTIONS(COPENSSL_LOOK_UP)
    return &functions;
}

static int bio_read(BIO *bio, char *bytes, size_t count, size_t *taken) {
    copenssl_io *io = functions.BIO_get_data(bio);
    functions.BIO_clear_flags(bio, BIO_FLAGS_RWS | BIO_FLAGS_SHOULD_RETRY);
    *taken = count < io->input_count ? count : io->input_count;
    if (*taken == 0) {
        functions.BIO_set_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY);
        return 0;
    }
    memcpy(bytes, io->input, *taken);
    io->input = (const char *)io->input + *taken;
    io->input_count -= *taken;
    return 1;
}

static int bio_write(BIO *bio, const char *bytes, size_t count, size_t *written) {
    copenssl_io *io = functions.BIO_get_data(bio);
    io->write(io->context, bytes, count);
    *written = count;
    return 1;
}

static long bio_control(BIO *bio, int command, long number, void *pointer) {
    (void)bio, (void)number, (void)pointer;
    // All output is out at once. OpenSSL asks for nothing else that matters.
    return command == BIO_CTRL_FLUSH;
}

BIO *copenssl_new_bio(copenssl_io *io) {
    if (!method) {
        method = functions.BIO_meth_new(functions.BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "connection");
        if (!method) return NULL;
        functions.BIO_meth_set_read_ex(method, bio_read);
        functions.BIO_meth_set_write_ex(method, bio_write);
        functions.BIO_meth_set_ctrl(method, bio_control);
    }
    BIO *bio = functions.BIO_new(method);
    if (!bio) return NULL;
    functions.BIO_set_data(bio, io);
    functions.BIO_set_init(bio, 1);
    return bio;
}

int copenssl_set_least_version(SSL_CTX *context, int version) {
    return (int)functions.SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, version, NULL);
}

int copenssl_set_groups(SSL_CTX *context, const char *names) {
    return (int)functions.SSL_CTX_ctrl(context, SSL_CTRL_SET_GROUPS_LIST, 0, (void *)names);
}

void copenssl_set_mode(SSL_CTX *context, long mode) {
    functions.SSL_CTX_ctrl(context, SSL_CTRL_MODE, mode, NULL);
}

void copenssl_set_session_cache(SSL_CTX *context, long mode) {
    functions.SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_MODE, mode, NULL);
}

int copenssl_is_mismatch(unsigned long error) {
    return ERR_GET_LIB(error) == ERR_LIB_X509
        && (ERR_GET_REASON(error) == X509_R_KEY_VALUES_MISMATCH || ERR_GET_REASON(error) == X509_R_KEY_TYPE_MISMATCH);
}

const uint64_t copenssl_options = SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE
    | SSL_OP_PRIORITIZE_CHACHA;
