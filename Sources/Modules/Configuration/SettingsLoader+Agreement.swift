extension SettingsLoader {
    /// Finds values that are right by themselves and do not go together.
    mutating func checkAgreement() {
        let server = settings.server
        if server.listen.isEmpty, server.unixSocket == nil {
            blame("server.listen", "must not be empty where server.unix_socket is not set")
        }
        if !server.redirectListen.isEmpty, server.tlsCertificate == nil {
            blame("server.redirect_listen", "needs server.tls_cert: there is no HTTPS to redirect to")
        }
        if (server.tlsCertificate == nil) != (server.tlsKey == nil) {
            let (given, missing) = server.tlsKey == nil ? ("tls_cert", "tls_key") : ("tls_key", "tls_cert")
            blame("server.\(given)", "needs server.\(missing) beside it: TLS takes a certificate and its key")
        }
    }

    /// - Parameter path: of the key that has a value too many.
    private mutating func blame(_ path: String, _ message: String) {
        report(places[path] ?? "default", "\(path) \(message)")
    }
}
