internal import COpenSSLTesting
internal import Core

/// How test clients speak TLS: whom they trust, which versions and protocols they offer.
package final class TestTLS: @unchecked Sendable {
    package enum Version: Int32, Sendable {
        case tls11 = 0x0302
        case tls12 = 0x0303
        case tls13 = 0x0304
    }

    // Complete after the initializer; OpenSSL counts references atomically.
    let context: OpaquePointer
    /// The last session that a connection was given a ticket for.
    private let session = Lock<OpaqueSession?>(nil)
    private let resumes: Bool

    private struct OpaqueSession: @unchecked Sendable {
        // Only copied under the lock; OpenSSL counts references atomically.
        let pointer: OpaquePointer
    }

    /// - Parameters:
    ///   - protocols: offered by ALPN; none: the extension is not sent.
    ///   - resumes: whether a connection takes up the session of the one before.
    package init(
        trusting certificates: [TestCertificate], versions: ClosedRange<Int32> = 0x0303...0x0304,
        protocols: [String] = ["http/1.1"], resumes: Bool = false
    ) {
        context = SSL_CTX_new(TLS_client_method())
        self.resumes = resumes
        copenssl_set_versions(context, versions.lowerBound, versions.upperBound)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        for certificate in certificates {
            X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate.certificate)
        }
        let offer = protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        if !offer.isEmpty { SSL_CTX_set_alpn_protos(context, offer, UInt32(offer.count)) }
    }

    package convenience init(
        trusting certificate: TestCertificate, only version: Version, protocols: [String] = ["http/1.1"],
        resumes: Bool = false
    ) {
        self.init(
            trusting: [certificate], versions: version.rawValue...version.rawValue, protocols: protocols,
            resumes: resumes)
    }

    deinit {
        session.withLock { SSL_SESSION_free($0?.pointer) }
        SSL_CTX_free(context)
    }

    /// Handshakes on a connected socket, which stays the caller's.
    ///
    /// - Throws: `TestClientError.tls`.
    func connect(_ descriptor: Int32) throws -> OpaquePointer {
        guard let ssl = SSL_new(context) else { throw TestClientError.tls("out of memory") }
        SSL_set_fd(ssl, descriptor)
        if resumes, let session = session.withLock({ $0 }) { SSL_set_session(ssl, session.pointer) }
        ERR_clear_error()
        guard SSL_connect(ssl) == 1 else {
            defer { SSL_free(ssl) }
            let verdict = SSL_get_verify_result(ssl)
            guard verdict == X509_V_OK else {
                throw TestClientError.tls(String(cString: X509_verify_cert_error_string(Int(verdict))))
            }
            throw TestClientError.tls(Self.reason)
        }
        return ssl
    }

    /// Keeps the session of a connection for the next one; TLS 1.3 brings it with the first answer.
    func keepSession(of ssl: OpaquePointer) {
        guard resumes, let fresh = SSL_get1_session(ssl) else { return }
        let former = session.withLock { session in
            defer { session = OpaqueSession(pointer: fresh) }
            return session
        }
        SSL_SESSION_free(former?.pointer)
    }

    /// Why the last call of this thread failed: an alert, or what is wrong with the server's certificate.
    static var reason: String {
        ERR_reason_error_string(ERR_peek_error()).map { String(cString: $0) } ?? "the connection was cut"
    }
}

/// What client and server agreed on.
package struct TestHandshake: Sendable, Equatable {
    /// `TLSv1.3`.
    package let version: String
    /// By ALPN.
    package let protocolName: String?
    package let isResumed: Bool
    /// Of the server's certificate.
    package let serial: Int

    init(of ssl: OpaquePointer) {
        version = String(cString: SSL_get_version(ssl))
        var name: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(ssl, &name, &count)
        protocolName = name.map {
            String(decoding: UnsafeRawBufferPointer(start: $0, count: Int(count)), as: UTF8.self)
        }
        isResumed = SSL_session_reused(ssl) == 1
        let certificate = SSL_get1_peer_certificate(ssl)
        serial = ASN1_INTEGER_get(X509_get0_serialNumber(certificate))
        X509_free(certificate)
    }
}
