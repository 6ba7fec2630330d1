internal import Configuration
internal import Core
internal import Network

extension Settings {
    /// Where plain HTTP is sent to HTTPS; nil when it is not.
    @LoopActor func redirect(to server: Network.Server, _ observer: ServerObserver) -> HTTPSRedirect? {
        guard !self.server.redirectListen.isEmpty else { return nil }
        let publicURL = self.server.publicURL.flatMap { $0.hasPrefix("https://") ? $0 : nil }
        return HTTPSRedirect(
            listen: self.server.redirectListen, publicURL: publicURL,
            port: { [unowned server] in server.addresses.first?.port ?? 443 }, limits: network.limits,
            observer: observer, addRoutes: { challenges?.add(to: $0) })
    }

    /// The files for the authority of the certificate; nil when there is no folder of them.
    var challenges: ACMEChallenges? { server.acmeWebroot.map(ACMEChallenges.init) }
}
