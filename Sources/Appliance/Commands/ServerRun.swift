internal import Configuration
internal import Core
internal import Glibc
internal import Network
internal import Observability
internal import Storage

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
        let outcome = Lock<Failure?>(nil)
        let ground = try Appliance.prepare(settings, folder, logger) { error in
            let isFirst = outcome.withLock { outcome in
                defer { outcome = outcome ?? broken(folder, error) }
                return outcome == nil
            }
            // Once: the second SIGTERM is for those who cannot wait.
            if isFirst { kill(getpid(), SIGTERM) }
        }
        Task { @LoopActor in
            let appliance = Appliance(ground, exemptsPrivateLogins: isDemo)
            do {
                let signals = try Signals(appliance, logger)
                try await appliance.start()
                announce(appliance.addresses)
                await signals.waitForStop()
                logger.info(.gatewayAPI, "stopping")
            } catch {
                outcome.withLock { $0 = $0 ?? error as? Failure ?? .failed("mimic: \(error)") }
            }
            await appliance.stop()
            EventLoop.shared.stop()
        }
        EventLoop.shared.run()
        if let failure = outcome.withLock({ $0 }) { throw failure }
        logger.info(.gatewayAPI, "stopped")
        return .success
    }

    private static func broken(_ folder: DataFolder, _ error: StorageError) -> Failure {
        .failed(
            "mimic: the database \(folder.database) cannot be used any more: \(error). The server has stopped rather "
                + "than serve what may be wrong. Bring back a copy of the database; its folder snapshots may have one.")
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
