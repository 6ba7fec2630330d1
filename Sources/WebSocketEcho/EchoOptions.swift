import Network

/// What the command line says.
struct EchoOptions {
    static let usage = """
        usage: mimic-ws-echo [--port PORT] [--max BYTES] [--tls-cert FILE --tls-key FILE] [--fanout]
          --port PORT   on 127.0.0.1; the system chooses one if it is not given
          --max BYTES   of a message; 65536 if it is not given
          --fanout      sends each message to everybody who is connected, and not to its sender alone
        """

    private(set) var port: UInt16 = 0
    /// Of a message, in bytes; nil for the default.
    private(set) var maximum: Int?
    private(set) var certificate: CertificateFiles?
    private(set) var isFanOut = false

    /// Nil for what `usage` does not say.
    init?(_ arguments: ArraySlice<String>) {
        var rest = arguments
        var (cert, key): (String?, String?)
        while let name = rest.popFirst() {
            if name == "--fanout" {
                isFanOut = true
                continue
            }
            guard let value = rest.popFirst() else { return nil }
            switch name {
            case "--port":
                guard let port = UInt16(value) else { return nil }
                self.port = port
            case "--max":
                guard let bytes = Int(value), bytes >= 0 else { return nil }
                maximum = bytes
            case "--tls-cert": cert = value
            case "--tls-key": key = value
            default: return nil
            }
        }
        switch (cert, key) {
        case (nil, nil): break
        case (let cert?, let key?): certificate = CertificateFiles(certificate: cert, key: key)
        default: return nil
        }
    }
}
