import ApplianceTesting
import Core
import Glibc

@testable import Storage

/// Rounds of load on one data folder, each ended without warning and then compared with what was acknowledged.
///
///     start, killed now and then on its way -> verify over HTTP -> load -> end -> verify the tables -> next round
///
/// SIGKILL takes the process and leaves the kernel, with what was written and not yet synced: that fsync is called, and
/// waited for, `DiskFaultTests` proves with a disk that loses its power.
struct KillLoop {
    private let directory: TemporaryDirectory
    private var random: SeededRandom
    /// Those who play now.
    private var company: [PlayerLedger] = []
    /// Those who have played enough; what they were acknowledged is still looked at each round.
    private var resting: [PlayerLedger] = []
    /// Pending deeds that turned out to have happened, by player.
    private var happened: Set<Int64> = []
    /// Receipts at the last verification over HTTP, by player.
    private var verified: [Int64: Int] = [:]
    private(set) var violations: [String] = []

    private static let companySize = 8
    private static let newcomers = 2
    private static let environment = [
        "MIMIC_GAME__MAX_ACTIVE_CHARACTERS": "100000", "MIMIC_AUTH__JWT_TTL": "3600",
    ]

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        directory = try TemporaryDirectory()
        // A short campaign too, so that runs come to their end.
        let name = Fixture.singleFilePack
        try directory.write(try Fixture.read("examples/packs/\(name).yaml"), to: "data/packs/\(name).yaml")
    }

    /// One round.
    ///
    /// - Returns: what happened, in a line.
    mutating func round(_ number: Int) async throws -> String {
        // The first start makes the database, the others find what was left of it.
        let attempts = number == 1 ? 6 : random.integer(0...2)
        var interruptions = 0
        for _ in 0..<attempts {
            let events = random.integer(1...(number == 1 ? 200 : 60))
            if try await isInterrupted(startAfter: events) { interruptions += 1 }
        }
        let server = try await RunningServer(in: directory, environment: Self.environment)
        try await verifyAnswers(of: server)
        let ending = Ending.random(&random)
        let (answers, code) = try await load(server, until: ending)
        if let code, code != 0 { violations.append("the server ended with \(code): \(server.printed.suffix(500))") }
        let unanswered = company.count { $0.pending != nil }
        try verifyTables()
        return "\(ending): \(answers) answers, \(unanswered) missing of which \(happened.count) had happened, "
            + "\(interruptions) starts interrupted"
    }

    /// Over HTTP, everything that was ever acknowledged; then a stop in good order, and the tables once more.
    mutating func end() async throws {
        let server = try await RunningServer(in: directory, environment: Self.environment)
        verified = [:]
        company += resting
        resting = []
        try await verifyAnswers(of: server)
        let code = try await server.stop()
        if code != 0 { violations.append("the last stop ended with \(code)") }
        try verifyTables()
    }

    var receipts: Int { (company + resting).reduce(0) { $0 + $1.receipts.count } }

    /// A start that is killed when so much has happened to the files: in the middle of migrations, of the recovery of
    /// the log, of the reconciliation of runs.
    ///
    /// - Returns: false when it listened before.
    private func isInterrupted(startAfter events: Int) async throws -> Bool {
        let watch = try FolderWatch(directory.data, for: FolderWatch.everything)
        let process = try RunningServer.process(in: directory, environment: Self.environment)
        async let listening: Void = {
            _ = try? await process.port()
            watch.cancel()
        }()
        let isInterrupted = try await onThread { watch.wait(for: events) }
        process.killNow()
        await listening
        return isInterrupted
    }

    private mutating func load(_ server: RunningServer, until ending: Ending) async throws -> (Int, Int32?) {
        let writes = try FolderWatch(directory.data, for: FolderWatch.writes)
        let campaigns = try await server.client.request("GET", "/v1/campaigns").json.list
        let world = LoadPlayer.World(
            port: server.port, campaigns: campaigns.compactMap { $0["id"]?.stringValue }, fuse: Fuse(),
            board: NoticeBoard())
        let tired = max(0, company.count + Self.newcomers - Self.companySize)
        resting += company.prefix(tired)
        let playing = company.dropFirst(tired)
        let fresh = Self.companySize - playing.count
        let draws = (0..<Self.companySize).map { _ in random.fork() }
        async let code = ending.carryOut(on: server, world.fuse, writes)
        company = try await withThrowingTaskGroup(of: PlayerLedger?.self) { group in
            for (ledger, random) in zip(playing, draws) {
                group.addTask {
                    var player = try LoadPlayer(ledger, in: world, random: random)
                    await player.play()
                    return player.ledger
                }
            }
            for random in draws.suffix(fresh) {
                group.addTask {
                    var player = try await LoadPlayer.newcomer(in: world, random: random)
                    await player?.play()
                    return player?.ledger
                }
            }
            return try await group.reduce(into: []) { all, ledger in if let ledger { all.append(ledger) } }
        }
        company.sort { $0.id < $1.id }
        world.fuse.cut()
        writes.cancel()
        return (world.fuse.count, try await code)
    }

    // MARK: - Verification

    /// Reads the files as the end left them, before any server has touched them again.
    private mutating func verifyTables() throws {
        let connection = try Connection.open("\(directory.data)/mimic.db", .query)
        happened = []
        for index in company.indices {
            violations += company[index].violations
            company[index].violations = []
            guard let deed = company[index].pending,
                let trace = try deed.trace(of: company[index].id, in: connection)
            else { continue }
            happened.insert(company[index].id)
            company[index].enter(deed, status: trace.status, body: trace.body)
        }
        var structure = StructureVerification(connection)
        try structure.run()
        violations += structure.violations
        for ledger in company + resting {
            var verification = LedgerVerification(ledger, in: connection)
            try verification.run()
            violations += verification.violations
        }
    }

    private mutating func verifyAnswers(of server: RunningServer) async throws {
        let connection = try Connection.open("\(directory.data)/mimic.db", .query)
        for index in company.indices {
            let ledger = company[index]
            var verification = try AnswerVerification(ledger, port: server.port, connection)
            violations += try await verification.run(
                pendingHappened: happened.contains(ledger.id),
                fresh: ledger.receipts.count - verified[ledger.id, default: 0], &random)
            company[index] = verification.ledger
            verified[ledger.id] = verification.ledger.receipts.count
        }
    }
}

extension TemporaryDirectory {
    /// The data folder of a `RunningServer`.
    var data: String { path + "/data" }
}
