import ApplianceTesting
import Core
import Glibc

@testable import Storage

/// Parties at play while connections are cut and the server is killed under them.
///
///     parties meet -> act, cut off, come back, while the server is killed and started again -> all catch up -> compare
///
/// SIGKILL takes the process and leaves the kernel, as in `KillLoop`.
struct Chaos {
    private let directory: TemporaryDirectory
    private var random: SeededRandom
    private let world = ChaosWorld()
    private var clients: [ChaosClient] = []
    private(set) var violations: [String] = []

    /// Telegram ids of masters: each looks on at one of the tables that vote.
    private static let masters = 9001...9100
    private static let environment = [
        "MIMIC_AUTH__JWT_TTL": "3600", "MIMIC_PARTY_SYNC__HISTORY_KEEP": "500",
        "MIMIC_AUTH__ADMINS": masters.map(String.init).joined(separator: ","),
    ]
    private static let campaign = "thirteenth_lantern"

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        directory = try TemporaryDirectory()
    }

    /// When a life of the server ends.
    enum End: Sendable {
        /// So much was acknowledged.
        case after(acknowledgements: ClosedRange<Int>)
        /// So much time has passed, and then something is acknowledged.
        case afterTime(Duration)
    }

    /// Plays, and kills the server `kills` times.
    ///
    /// - Returns: what happened, in a line.
    mutating func run(parties: Int, kills: Int, end: End) async throws -> String {
        var server = try await start()
        let tables = try await Self.tables(parties, on: server)
        world.goUp(on: server.port)
        for table in tables {
            for member in table.members {
                clients.append(ChaosClient(member, at: table, in: world, random: random.fork()))
            }
        }
        var random = random
        let actors = clients
        async let playing = Self.play(actors)
        // Whatever goes wrong: who plays would play on.
        defer { world.end() }
        for _ in 0..<kills {
            await moment(end, &random)
            world.goDown()
            server.killNow()
            server = try await start()
            world.goUp(on: server.port)
        }
        await moment(end, &random)
        world.end()
        clients = try await playing
        for table in tables {
            if let fault = try await table.pause(on: server) { violations.append("cannot be paused: \(fault)") }
        }
        // What was said last may still have been on its way to the table: a killed server says nothing more.
        server.killNow()
        try await catchUp()
        var verification = try table
        for client in clients { verification.check(client) }
        violations += world.failures + verification.violations
        return
            "\(summary), \(verification.votes.ended.all) votes ended (\(verification.votes.ended.byWord) by somebody's word)"
    }

    private var table: ViewVerification {
        get throws { try ViewVerification(in: Connection.open("\(directory.data)/mimic.db", .query)) }
    }

    private var summary: String {
        let views = clients.flatMap(\.views.values)
        let seen = views.reduce(0) { $0 + $1.stretches.reduce(0) { $0 + $1.events.count } }
        return "\(clients.reduce(0) { $0 + $1.sessions }) sessions, "
            + "\(clients.reduce(0) { $0 + $1.acknowledged.count }) deeds and "
            + "\(clients.reduce(0) { $0 + $1.ballots.count }) ballots acknowledged, "
            + "\(clients.reduce(0) { $0 + $1.refused.count }) refused, \(clients.count { $0.pending != nil }) pending, "
            + "\(seen) events seen on \(Set(views.map(\.path)).count) channels, \(views.reduce(0) { $0 + $1.losses }) reloads"
    }

    /// A server that ends by itself ends the chaos: nobody would hear any more what the others wait for.
    private func start() async throws -> RunningServer {
        let server = try await RunningServer(in: directory, environment: Self.environment)
        Task { [world, weak server] in
            let code = try await server?.waitForEnd() ?? 0
            guard code != 0, code != 128 + SIGKILL else { return }
            world.fail("the server ended with \(code): \(server?.printed.suffix(2000) ?? "")")
        }
        return server
    }

    private func moment(_ end: End, _ random: inout SeededRandom) async {
        switch end {
        case .after(let acknowledgements):
            await world.fuse.answers(reach: world.fuse.count + random.integer(acknowledgements))
        case .afterTime(let duration):
            let start = ContinuousClock.now
            while ContinuousClock.now - start < duration {
                await world.fuse.answers(reach: world.fuse.count + random.integer(1...100))
            }
        }
    }

    private static func tables(_ count: Int, on server: RunningServer) async throws -> [ChaosTable] {
        try await withThrowingTaskGroup(of: ChaosTable.self) { group in
            for index in 0..<count {
                let master = index.isMultiple(of: 2) ? masters.lowerBound + index / 2 : nil
                group.addTask { try await ChaosTable(on: server, campaign: campaign, master: master) }
            }
            var tables = try await group.reduce(into: []) { $0.append($1) }
            tables.sort { $0.party < $1.party }
            return tables
        }
    }

    private static func play(_ clients: [ChaosClient]) async throws -> [ChaosClient] {
        try await each(clients) { client in
            var client = client
            try await client.act()
            return client
        }
    }

    /// Everybody comes once more to every channel that they know, and hears what they missed.
    private mutating func catchUp() async throws {
        let table = try table
        let server = try await start()
        let port = server.port
        clients = try await Self.each(clients) { client in
            try await onThread {
                var client = client
                for (path, view) in client.views {
                    client.catchUp(to: table.newest(of: view.channel), of: path, on: port)
                }
                return client
            }
        }
        let code = try await server.stop()
        if code != 0 { violations.append("the last stop ended with \(code): \(server.printed.suffix(500))") }
    }

    /// Does something with all clients at once.
    private static func each(
        _ clients: [ChaosClient], _ body: @escaping @Sendable (ChaosClient) async throws -> ChaosClient
    ) async throws -> [ChaosClient] {
        try await withThrowingTaskGroup(of: ChaosClient.self) { group in
            for client in clients { group.addTask { try await body(client) } }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.member.id < $1.member.id }
        }
    }
}
