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

    /// A job came to its end without having been in work.
    func ended(_ job: MediaJob) { observer.jobEnded(job.type, job.provider, job.status.rawValue, 0) }

    func isPaid(_ provider: String) -> Bool { !settings.freeProviders.contains(provider) }

    /// Who makes it when the one that was asked for may or can not; nil: nobody.
    ///
    /// - Parameter free: only who costs nothing.
    func substitute(for provider: String, of work: MediaWork, free: Bool = false) -> String? {
        guard case .order(.image) = work else { return nil }
        let order = settings.pictureProviders
        let next = order.firstIndex(of: provider).map { $0 + 1 } ?? 0
        return order[next...].first { providers[$0] != nil && !(free && isPaid($0)) }
    }
}
