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
        checkProviders(settings.mediaProviders)
    }

    private mutating func checkProviders(_ media: Settings.MediaProviders) {
        var seen: Set<Settings.MediaProviders.Provider> = []
        for provider in media.order {
            if !seen.insert(provider).inserted { blame("media.providers", "names \"\(provider.rawValue)\" twice") }
            let needed: [(key: String, isGiven: Bool)] =
                switch provider {
                case .openai: [("key", media.openAI.key != nil)]
                case .automatic1111: [("url", media.automatic1111.url != nil)]
                case .comfyui: [("url", media.comfyUI.url != nil), ("workflow", media.comfyUI.workflow != nil)]
                case .sketch: []
                }
            for (key, isGiven) in needed where !isGiven {
                blame(
                    "media.providers", "names \"\(provider.rawValue)\", which needs media.\(provider.rawValue).\(key)")
            }
        }
    }

    /// - Parameter path: of the key that has a value too many.
    private mutating func blame(_ path: String, _ message: String) {
        report(places[path] ?? "default", "\(path) \(message)")
    }
}
