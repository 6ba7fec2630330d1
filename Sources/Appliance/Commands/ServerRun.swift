internal import Configuration
internal import Core
internal import Glibc
internal import Network
internal import Observability

/// One life of the server, from its settings to its exit code; the loop turns on the calling thread.
enum ServerRun {
    /// - Parameters:
    ///   - isDemo: guests of a LAN party are not limited in how often they come in.
    ///   - announce: called once it listens, with its addresses.
    /// - Throws: `Failure` when it cannot start.
    static func run(
        _ settings: Settings, _ folder: DataFolder, isDemo: Bool = false,
        announce: @escaping @Sendable @LoopActor ([Network.ListenAddress]) -> Void = { _ in }
    ) throws -> ExitCode {
        let logger = settings.makeLogger()
        defer { logger.flush() }
        let ground = try Appliance.prepare(settings, folder, logger)
        let outcome = Lock<Failure?>(nil)
        Task { @LoopActor in
            let appliance = Appliance(ground, exemptsPrivateLogins: isDemo)
            do {
                let signals = try Signals(appliance, logger)
                try await appliance.start()
                announce(appliance.addresses)
                await signals.waitForStop()
                logger.info(.gatewayAPI, "stopping")
            } catch {
                outcome.withLock { $0 = error as? Failure ?? .failed("mimic: \(error)") }
            }
            await appliance.stop()
            EventLoop.shared.stop()
        }
        EventLoop.shared.run()
        if let failure = outcome.withLock({ $0 }) { throw failure }
        logger.info(.gatewayAPI, "stopped")
        return .success
    }
}

/// SIGTERM and SIGINT stop the server, a second one at once; SIGHUP reads the packs anew.
@LoopActor
private final class Signals {
    private var watchers: [SignalWatcher] = []
    private var isStopping = false
    private var stop: CheckedContinuation<Void, Never>?

    init(_ appliance: Appliance, _ logger: Logger) throws {
        // They hold this for as long as the process lives: a second signal comes when nobody else does any more.
        for signal in [SIGTERM, SIGINT] {
            watchers.append(try SignalWatcher(signal) { [self] in stopOnce(logger) })
        }
        watchers.append(
            try SignalWatcher(SIGHUP) { Task { @LoopActor in await appliance.reloadPacks() } })
    }

    private func stopOnce(_ logger: Logger) {
        if isStopping {
            // Everything that was acknowledged is on the disk.
            logger.flush()
            _exit(ExitCode.success.rawValue)
        }
        isStopping = true
        stop?.resume()
        stop = nil
    }

    func waitForStop() async {
        guard !isStopping else { return }
        await withCheckedContinuation { stop = $0 }
    }
}
