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
    ///   - leave: called when the process ends at once, by a second signal: what the caller would do afterwards.
    ///   - announce: called once it listens, with its addresses.
    /// - Throws: `Failure` when it cannot start.
    static func run(
        _ settings: Settings, _ folder: DataFolder, isDemo: Bool = false,
        leave: @escaping @Sendable () -> Void = {},
        announce: @escaping @Sendable @LoopActor ([ListenAddress]) -> Void = { _ in }
    ) throws -> ExitCode {
        let logger = settings.makeLogger()
        defer { logger.flush() }
        try makeRoom(for: settings.limits.connections, logger)
        let outcome = Lock<Failure?>(nil)
        let ground = try Appliance.prepare(settings, folder, logger) { error in
            let isFirst = outcome.withLock { outcome in
                defer { outcome = outcome ?? broken(folder, error) }
                return outcome == nil
            }
            // Once: the second SIGTERM is for those who cannot wait.
            if isFirst { kill(getpid(), SIGTERM) }
        }
        Task.onLoop {
            let appliance = Appliance(ground, exemptsPrivateLogins: isDemo)
            do {
                let signals = try Signals(appliance, logger, leave: leave)
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

    /// - Throws: `Failure` when the limit of open files leaves no room for players.
    private static func makeRoom(for connections: Int, _ logger: Logger) throws {
        DescriptorLimit.raise(for: connections)
        let room = DescriptorLimit.connections
        guard room >= DescriptorLimit.fewestConnections else {
            let needed = DescriptorLimit.reserved + DescriptorLimit.fewestConnections
            throw Failure.failed(
                "mimic: only \(DescriptorLimit.current) files may be open, and \(needed) is the least to run with. Raise "
                    + "the limit (ulimit -n 4096, or LimitNOFILE= in the service's unit) and start again.")
        }
        guard room < connections else { return }
        logger.warning(
            .gatewayAPI, "Fewer connections than limits.max_connections, for the limit of open files is low",
            .int("connections", room), .int("open_files", DescriptorLimit.current))
    }

    private static func broken(_ folder: DataFolder, _ error: StorageError) -> Failure {
        let way =
            error.isReadOnly
            ? "Its disk or its file has become read-only: look into the system's log for errors of the disk, make it "
                + "writable and start again. All that was acknowledged is in it."
            : "The server has stopped rather than serve what may be wrong. Bring back a copy of the database; its folder "
                + "snapshots may have one."
        return .failed("mimic: the database \(folder.database) cannot be used any more: \(error). \(way)")
    }
}

/// SIGTERM and SIGINT stop the server, a second one at once; SIGHUP reads packs and certificate anew.
@LoopActor
private final class Signals {
    private var watchers: [SignalWatcher] = []
    private var isStopping = false
    private var stop: CheckedContinuation<Void, Never>?

    init(_ appliance: Appliance, _ logger: Logger, leave: @escaping @Sendable () -> Void) throws {
        // They hold this for as long as the process lives: a second signal comes when nobody else does any more.
        for signal in [SIGTERM, SIGINT] {
            watchers.append(try SignalWatcher(signal) { [self] in stopOnce(logger, leave) })
        }
        watchers.append(
            try SignalWatcher(SIGHUP) { Task { @LoopActor in await appliance.reload() } })
    }

    private func stopOnce(_ logger: Logger, _ leave: () -> Void) {
        if isStopping {
            leave()
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
