#pragma once
// OpenSSL as the tests' client and authority have it: linked. The server's own is loaded (COpenSSL).
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// Macros and variadic functions, which are out of Swift's reach.

static inline EVP_PKEY *copenssl_make_p256_key(void) { return EVP_EC_gen("P-256"); }
static inline EVP_PKEY *copenssl_make_rsa_key(void) { return EVP_RSA_gen(2048); }

static inline void copenssl_set_versions(SSL_CTX *context, int lowest, int highest) {
    SSL_CTX_set_min_proto_version(context, lowest);
    SSL_CTX_set_max_proto_version(context, highest);
    // 1.1 is asked for only where a test wants it refused: the level of today does not know it any more.
    if (highest < TLS1_2_VERSION) SSL_CTX_set_security_level(context, 0);
}

static inline long copenssl_take_memory(BIO *bio, char **bytes) { return BIO_get_mem_data(bio, bytes); }
