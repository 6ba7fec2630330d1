internal import Core
internal import Network
internal import Storage

/// What jobs are worked on with: providers, the store and the rules.
@LoopActor
struct Workshop {
    let storage: Storage
    let assets: Assets
    let settings: MediaSettings
    /// By name.
    let providers: [String: any MediaProvider]
    let events: MediaEvents
    let announced: @Sendable @LoopActor (_ runID: String) -> Void
    let observer: MediaObserver
    let clock: Clock

    nonisolated static let attemptPauses: [Duration] = [.seconds(2), .seconds(8)]
    /// What a service asks for at most.
    nonisolated static let longestPause = Duration.seconds(600)

    /// How long to wait after so many failures.
    ///
    /// - Parameter wish: what the service asked for.
    nonisolated static func pause(after attempts: Int, wish: Duration?) -> Duration {
        let pause = attemptPauses[min(attempts, attemptPauses.count) - 1]
        return max(pause, min(wish ?? .zero, longestPause))
    }

    func isPaid(_ provider: String) -> Bool { !settings.freeProviders.contains(provider) }

    /// Who makes it when the one that was asked for may or can not; nil: nobody.
    func substitute(for provider: String, of work: MediaWork) -> String? {
        guard case .order(.image) = work, let fallback = settings.fallback, fallback != provider,
            providers[fallback] != nil
        else { return nil }
        return fallback
    }
}
