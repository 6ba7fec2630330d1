/// Why TLS cannot be spoken: what is wrong, and what to do.
package struct TLSError: Error, Equatable, CustomStringConvertible {
    package enum Subject: Sendable {
        case library, certificate, key
    }

    package let subject: Subject
    package let description: String

    private init(_ subject: Subject, _ description: String) {
        self.subject = subject
        self.description = description
    }

    static func library(_ reason: String) -> TLSError {
        TLSError(
            .library, "OpenSSL 3 cannot be loaded: \(reason). Install it (Debian's package libssl3), or do without TLS."
        )
    }

    static func unusable(_ reason: String) -> TLSError { TLSError(.library, "OpenSSL cannot be used: \(reason).") }

    static func unreadable(_ subject: Subject, _ path: String, _ reason: String) -> TLSError {
        TLSError(subject, "\(path) cannot be read: \(reason). Check the path, and that this user may read the file.")
    }

    static func notACertificate(_ path: String, _ reason: String) -> TLSError {
        TLSError(
            .certificate,
            "\(path) is not a certificate in PEM form: \(reason). It must hold the server's certificate, and then those "
                + "that lead from it to the authority.")
    }

    static func notAKey(_ path: String, _ reason: String) -> TLSError {
        TLSError(.key, "\(path) is not a private key in PEM form without a passphrase: \(reason).")
    }

    static func mismatch(_ key: String, _ certificate: String) -> TLSError {
        TLSError(
            .key, "\(key) is not the key of the certificate in \(certificate). Name the two files of one certificate.")
    }
}
