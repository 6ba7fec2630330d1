#pragma once
#include <openssl/err.h>
#include <openssl/ssl.h>

/// What we call of libssl and libcrypto. They are loaded when TLS is configured and not linked, so that the server
/// starts without them and the distribution's own are used, which it patches. OpenSSL's other functions are declared
/// to Swift and do not link.
#define COPENSSL_FUNCTIONS(X) \
    X(TLS_server_method) \
    X(SSL_CTX_new) \
    X(SSL_CTX_free) \
    X(SSL_CTX_ctrl) \
    X(SSL_CTX_set_options) \
    X(SSL_CTX_set_cipher_list) \
    X(SSL_CTX_set_alpn_select_cb) \
    X(SSL_CTX_set_default_passwd_cb) \
    X(SSL_CTX_use_certificate_chain_file) \
    X(SSL_CTX_use_PrivateKey_file) \
    X(SSL_CTX_check_private_key) \
    X(SSL_CTX_get0_certificate) \
    X(SSL_new) \
    X(SSL_free) \
    X(SSL_set_bio) \
    X(SSL_set_accept_state) \
    X(SSL_do_handshake) \
    X(SSL_read) \
    X(SSL_write) \
    X(SSL_shutdown) \
    X(SSL_get_error) \
    X(ERR_clear_error) \
    X(ERR_peek_error) \
    X(ERR_reason_error_string) \
    X(X509_get0_notAfter) \
    X(ASN1_TIME_to_tm) \
    X(BIO_get_new_index) \
    X(BIO_meth_new) \
    X(BIO_meth_set_read_ex) \
    X(BIO_meth_set_write_ex) \
    X(BIO_meth_set_ctrl) \
    X(BIO_new) \
    X(BIO_set_init) \
    X(BIO_set_data) \
    X(BIO_get_data) \
    X(BIO_set_flags) \
    X(BIO_clear_flags)

#define COPENSSL_FIELD(name) __typeof__(name) *name;
typedef struct copenssl_functions {
    COPENSSL_FUNCTIONS(COPENSSL_FIELD)
} copenssl_functions;
#undef COPENSSL_FIELD

/// Loads `library` and looks every function up. Not thread-safe; called once.
/// Null on failure, and `problem` is then what dlerror(3) says.
const copenssl_functions *copenssl_load(const char *library, const char **problem);

/// What a session reads from and writes to during one call: memory of the caller.
typedef struct copenssl_io {
    /// Not read yet; may end anywhere.
    const void *input;
    size_t input_count;
    /// Takes every byte of output.
    void (*write)(void *context, const void *bytes, size_t count);
    void *context;
} copenssl_io;

/// A BIO over `io`, which must outlive it. A memory BIO would keep as much memory as it once held, for each
/// connection.
BIO *copenssl_new_bio(copenssl_io *io);

// What OpenSSL has macros for. Functions with a result: 1 on success.

int copenssl_set_least_version(SSL_CTX *context, int version);
int copenssl_set_groups(SSL_CTX *context, const char *names);
void copenssl_set_mode(SSL_CTX *context, long mode);
void copenssl_set_session_cache(SSL_CTX *context, long mode);

/// Whether the error is that key and certificate are not of one pair.
int copenssl_is_mismatch(unsigned long error);

/// No renegotiation, no compression, our order of ciphers but ChaCha20 for those without AES in hardware.
extern const uint64_t copenssl_options;
