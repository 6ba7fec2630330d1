internal import COpenSSLTesting
internal import FoundationEssentials
package import Network

/// A certificate, for 127.0.0.1 unless it is said otherwise, and its key, made on the spot: by itself an authority, or
/// issued by one.
package final class TestCertificate: @unchecked Sendable {
    package enum KeyKind: Sendable {
        case p256, rsa
    }

    // Not changed after the initializer; OpenSSL counts references atomically.
    let certificate: OpaquePointer
    private let key: OpaquePointer
    /// The whole chain without the authority that signs itself.
    private let chainPEM: String
    private let keyPEM: String

    /// - Parameters:
    ///   - days: until it ends, an hour more or less; negative: it has ended.
    ///   - issuer: nil: it signs itself.
    ///   - names: as OpenSSL writes them.
    package init(
        serial: Int = 1, days: Int = 90, key kind: KeyKind = .p256, issuer: TestCertificate? = nil,
        names: String = "IP:127.0.0.1,DNS:localhost"
    ) {
        key = kind == .p256 ? copenssl_make_p256_key() : copenssl_make_rsa_key()
        certificate = X509_new()
        X509_set_version(certificate, 2)  // counted from 0: X.509v3
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial)
        X509_gmtime_adj(X509_getm_notBefore(certificate), -400 * 86400)
        X509_gmtime_adj(X509_getm_notAfter(certificate), days * 86400 + (days < 0 ? -3600 : 3600))
        X509_set_pubkey(certificate, key)
        let name = X509_get_subject_name(certificate)
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, "test \(serial)", -1, -1, 0)
        X509_set_issuer_name(certificate, issuer.map { X509_get_subject_name($0.certificate) } ?? name)
        for (kind, value) in [
            (NID_basic_constraints, "critical,CA:TRUE"), (NID_subject_alt_name, names),
        ] {
            let field = X509V3_EXT_conf_nid(nil, nil, kind, value)
            X509_add_ext(certificate, field, -1)
            X509_EXTENSION_free(field)
        }
        X509_sign(certificate, issuer?.key ?? key, EVP_sha256())
        let pem = Self.text { [certificate] in PEM_write_bio_X509($0, certificate) }
        keyPEM = Self.text { [key] in PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) }
        chainPEM = issuer.map { pem + ($0.isSelfSigned ? "" : $0.chainPEM) } ?? pem
        isSelfSigned = issuer == nil
    }

    private let isSelfSigned: Bool

    deinit {
        X509_free(certificate)
        EVP_PKEY_free(key)
    }

    /// Writes chain and key into `directory`, whole or not at all, over what is there.
    @discardableResult
    package func write(to directory: TemporaryDirectory) throws -> CertificateFiles {
        let files = CertificateFiles(certificate: directory.path + "/chain.pem", key: directory.path + "/key.pem")
        try Data(keyPEM.utf8).write(to: URL(filePath: files.key), options: .atomic)
        try Data(chainPEM.utf8).write(to: URL(filePath: files.certificate), options: .atomic)
        return files
    }

    /// Writes the key as people protect it by hand: with a passphrase.
    package func writeEncryptedKey(to path: String) throws {
        let text = Self.text { PEM_write_bio_PKCS8PrivateKey($0, key, EVP_aes_256_cbc(), "secret", 6, nil, nil) }
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private static func text(_ write: (OpaquePointer?) -> Int32) -> String {
        let bio = BIO_new(BIO_s_mem())
        defer { BIO_free(bio) }
        precondition(write(bio) == 1, "OpenSSL cannot write PEM")
        var start: UnsafeMutablePointer<CChar>?
        let count = copenssl_take_memory(bio, &start)
        return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
}
