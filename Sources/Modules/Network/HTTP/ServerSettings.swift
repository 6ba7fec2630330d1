/// How the server listens and whom it trusts.
package struct ServerSettings: Sendable {
    package var listen: [ListenAddress]
    /// Open connections; lowered to what the process's limit of file descriptors leaves.
    package var maximumConnections = 16_384
    /// Open connections of one public IPv4 address or IPv6 /64; private addresses and trusted proxies are not counted.
    package var maximumConnectionsPerAddress = 256
    /// Whose `X-Forwarded-For` is believed.
    package var trustedProxies: [AddressBlock] = []
    /// Origins that may call the API from a browser page of another host: `https://game.example`. Empty: CORS is off.
    package var corsOrigins: [String] = []
    /// `Strict-Transport-Security` on every response: only behind TLS.
    package var isSecure = false
    package var limits = HTTPLimits()

    package init(listen: [ListenAddress]) { self.listen = listen }
}
