package import Auth
package import Core
package import Network
package import Storage

/// The live channel: sockets, the stored stream behind them, and broadcast over HTTP.
@LoopActor
package final class PartySyncModule {
    package nonisolated static var migrations: [Migration] { PartySyncSchema.migrations }

    package let hub: Hub
    private let gate: ChannelGate

    package init(
        auth: AuthModule, storage: Storage, limits: ChannelLimits = ChannelLimits(), services: ServiceTokens = .none,
        observer: HubObserver = .none, clock: Clock = .system
    ) {
        gate = ChannelGate(gate: auth.gate, services: services)
        hub = Hub(
            storage: storage, limits: limits,
            // Weakly, for the sessions hold the hub: below.
            isSignedIn: { [weak sessions = auth.sessions] in
                sessions?.principal(of: $0.sessionID, now: clock.now()) != nil
            },
            observer: observer, clock: clock)
        auth.sessions.onEnd { [hub] sessionID, player in hub.sessionEnded(sessionID, of: player) }
    }

    /// - Parameters:
    ///   - kinds: of events that other modules tell on channels.
    ///   - version: of the API.
    ///   - publicURL: by which the world reaches the server, if it is known.
    package func addRoutes(
        to router: Router, kinds: [EventKind] = [], version: String = "1.0.0", publicURL: String? = nil
    ) {
        ChannelRoutes(gate: gate, hub: hub).add(to: router)
        BroadcastRoutes(gate: gate, hub: hub).add(to: router)
        let contract = ChannelContract(kinds: EventKind.ofChannels + kinds, version: version)
        ContractRoutes(contract: contract, publicURL: publicURL).add(to: router)
    }

    /// A reason of a socket's close by which clients do not all come back at once.
    package func farewell() -> String { "retry=\(Int.random(in: 500...5000))" }
}
