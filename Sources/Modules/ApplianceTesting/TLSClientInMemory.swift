internal import COpenSSLTesting

/// The client's end of a TLS connection without a socket: takes and gives bytes in whatever pieces a test wants.
package final class TLSClientInMemory {
    private let tls: TestTLS
    private let ssl: OpaquePointer
    private let received: OpaquePointer
    private let sent: OpaquePointer

    package init(_ tls: TestTLS) {
        self.tls = tls
        ssl = SSL_new(tls.context)
        received = BIO_new(BIO_s_mem())
        sent = BIO_new(BIO_s_mem())
        SSL_set_bio(ssl, received, sent)
        SSL_set_connect_state(ssl)
        SSL_do_handshake(ssl)
    }

    deinit { SSL_free(ssl) }

    package var isEstablished: Bool { SSL_is_init_finished(ssl) == 1 }

    /// What is to be sent to the server.
    package func takeOutput() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(sent))
        BIO_read(sent, &bytes, Int32(bytes.count))
        return bytes
    }

    /// Takes bytes from the server, and returns the content that is whole now.
    package func receive(_ bytes: [UInt8]) -> [UInt8] {
        BIO_write(received, bytes, Int32(bytes.count))
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 * 1024)
        while case let count = SSL_read(ssl, &chunk, Int32(chunk.count)), count > 0 {
            content += chunk.prefix(Int(count))
        }
        return content
    }

    package func write(_ content: [UInt8]) { SSL_write(ssl, content, Int32(content.count)) }

    /// Sends close_notify.
    package func end() { SSL_shutdown(ssl) }

    /// Whether the server's close_notify has come.
    package var hasEnded: Bool { SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN != 0 }
}
