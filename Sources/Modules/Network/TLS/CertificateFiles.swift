/// A certificate and its key: the paths of two PEM files.
package struct CertificateFiles: Sendable, Equatable {
    /// The server's certificate, then those that lead from it to the authority.
    package let certificate: String
    /// Without a passphrase.
    package let key: String

    package var paths: [String] { [certificate, key] }

    package init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}
