package import Core

/// How the server listens and whom it trusts.
package struct ServerSettings: Sendable {
    package var listen: [ListenAddress]
    /// Listened on beside `listen`; whoever connects to it is believed like a trusted proxy.
    package var unixSocket: UnixSocket?
    /// Open connections; lowered to what the process's limit of file descriptors leaves.
    package var maximumConnections = 16_384
    /// Open connections of one IPv4 address or IPv6 /64; trusted proxies are not counted.
    package var maximumConnectionsPerAddress = 256
    /// Whether that bound is for private addresses too: everybody at a LAN party may have the host's.
    package var boundsPrivateAddresses = false
    /// Whose `X-Forwarded-For` is believed.
    package var trustedProxies: [AddressBlock] = []
    /// Origins that may call the API from a browser page of another host: `https://game.example`. Empty: CORS is off, and
    /// WebSockets are opened from pages of any origin, for what opens them is a token that no browser sends of itself.
    package var corsOrigins: [String] = []
    /// What connections on TCP are secured with; nil: they are plain.
    package var tls: TLSContext?
    /// Whether players come by HTTPS though this server speaks HTTP, to the proxy that speaks HTTPS with them.
    package var isSecure = false
    package var limits = HTTPLimits()
    package var sockets = WebSocketLimits()

    package init(listen: [ListenAddress]) { self.listen = listen }
}
