internal import COpenSSL
package import Core
internal import Glibc

/// A certificate with its key and the rules by which TLS is spoken with it: what all sessions of a listener share.
///
/// TLS 1.2 and 1.3 (RFC 8446), forward secret and authenticated ciphers only, no renegotiation, no compression.
/// Sessions are resumed by tickets, whose keys live as long as the context: make a fresh one once a day.
package final class TLSContext: @unchecked Sendable {
    // Both are complete before anybody shares the object; afterwards OpenSSL only counts references, atomically.
    let functions: OpenSSL.Functions
    let context: OpaquePointer
    /// The files as they were when they were read.
    package let stamps: FileStamps
    /// When the certificate ends.
    package let expiry: Timestamp

    /// Reads both files; blocks.
    ///
    /// - Throws: `TLSError`.
    package init(_ files: CertificateFiles) throws(TLSError) {
        // Before the reading: a change during it is seen later.
        stamps = FileStamps(files.paths)
        functions = try OpenSSL.load()
        functions.pointee.ERR_clear_error()
        guard let context = functions.pointee.SSL_CTX_new(functions.pointee.TLS_server_method()) else {
            throw .unusable(functions.reason)
        }
        self.context = context
        do throws(TLSError) {
            try Self.setRules(of: context, functions)
            try Self.use(files, in: context, functions)
            expiry = try Self.expiry(of: context, functions, files)
        } catch {
            functions.pointee.SSL_CTX_free(context)
            throw error
        }
    }

    /// Whole days until the certificate ends; negative once it has.
    package func daysLeft(at time: Timestamp) -> Int {
        let seconds = Double(expiry.milliseconds - time.milliseconds) / 1000
        return Int((seconds / 86400).rounded(.down))
    }

    deinit { functions.pointee.SSL_CTX_free(context) }

    /// With the hybrid of ML-KEM where the library knows it (OpenSSL 3.5). The slow groups of RFC 7919 are left out: a
    /// client could ask for them to keep us busy.
    private static let groups = ["X25519MLKEM768:X25519:P-256:P-384", "X25519:P-256:P-384"]
    private static let ciphersOfTLS12 = "ECDHE+AESGCM:ECDHE+CHACHA20"

    private static func setRules(of context: OpaquePointer, _ functions: OpenSSL.Functions) throws(TLSError) {
        let isSet =
            copenssl_set_least_version(context, TLS1_2_VERSION) == 1
            && functions.pointee.SSL_CTX_set_cipher_list(context, ciphersOfTLS12) == 1
            && groups.contains { copenssl_set_groups(context, $0) == 1 }
        guard isSet else { throw .unusable(functions.reason) }
        _ = functions.pointee.SSL_CTX_set_options(context, copenssl_options)
        // Tickets carry the state; a cache would let strangers fill our memory.
        copenssl_set_session_cache(context, Int(SSL_SESS_CACHE_OFF))
        // Output buffers are ours and move; an idle session gives OpenSSL's back.
        copenssl_set_mode(context, Int(SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER))
        functions.pointee.SSL_CTX_set_alpn_select_cb(context, TLSContext.onProtocols, nil)
        // OpenSSL would ask at the terminal for a passphrase.
        functions.pointee.SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in -1 }
    }

    /// A client that offers protocols must offer ours (RFC 7301 §3.2); one that offers none is taken.
    private static let onProtocols: SSL_CTX_alpn_select_cb_func = { _, chosen, chosenCount, offered, offeredCount, _ in
        let name: StaticString = "http/1.1"
        var rest = UnsafeBufferPointer(start: offered, count: Int(offeredCount))[...]
        while let count = rest.popFirst() {
            let candidate = rest.prefix(Int(count))
            if UnsafeBufferPointer(rebasing: candidate).elementsEqual(UnsafeBufferPointer(name)) {
                chosen!.pointee = UnsafeBufferPointer(rebasing: candidate).baseAddress
                chosenCount!.pointee = count
                return SSL_TLSEXT_ERR_OK
            }
            rest = rest.dropFirst(Int(count))
        }
        return SSL_TLSEXT_ERR_ALERT_FATAL
    }

    private static func use(
        _ files: CertificateFiles, in context: OpaquePointer, _ functions: OpenSSL.Functions
    ) throws(TLSError) {
        try checkReadable(files.certificate, .certificate)
        try checkReadable(files.key, .key)
        guard functions.pointee.SSL_CTX_use_certificate_chain_file(context, files.certificate) == 1 else {
            throw .notACertificate(files.certificate, functions.reason)
        }
        guard functions.pointee.SSL_CTX_use_PrivateKey_file(context, files.key, SSL_FILETYPE_PEM) == 1 else {
            let isOther = copenssl_is_mismatch(functions.pointee.ERR_peek_error()) == 1
            throw isOther ? .mismatch(files.key, files.certificate) : .notAKey(files.key, functions.reason)
        }
        // A key of another kind than the certificate's is kept beside it without a word.
        guard functions.pointee.SSL_CTX_check_private_key(context) == 1 else {
            throw .mismatch(files.key, files.certificate)
        }
    }

    /// OpenSSL's own words for a file that is not there are hard to read.
    private static func checkReadable(_ path: String, _ subject: TLSError.Subject) throws(TLSError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(subject, path, String(cString: strerror(errno))) }
        close(descriptor)
    }

    private static func expiry(
        of context: OpaquePointer, _ functions: OpenSSL.Functions, _ files: CertificateFiles
    ) throws(TLSError) -> Timestamp {
        let certificate = functions.pointee.SSL_CTX_get0_certificate(context)
        var time = tm()
        guard functions.pointee.ASN1_TIME_to_tm(functions.pointee.X509_get0_notAfter(certificate), &time) == 1 else {
            throw .notACertificate(files.certificate, functions.reason)
        }
        return Timestamp(seconds: Int64(timegm(&time)))
    }
}
