import ApplianceTesting
import Core

/// A client of the chaos: it opens a channel where it left it, says things and waits to hear them, reads slowly now and then,
/// and is cut off, again and again.
struct ChaosClient: Sendable {
    let member: ChaosTable.Member
    private(set) var views: [String: ChannelView] = [:]
    /// The open votes that it has in view, by path.
    private(set) var votes: [String: ChaosVote] = [:]
    /// The position of the last hello: votes are as it said, whatever of before it is told.
    private var past: [String: Int64] = [:]
    /// What it has heard of itself.
    private(set) var acknowledged: [ChaosDeed] = []
    /// What was taken as a voice in a vote, of which nothing is stored on the channel.
    private(set) var ballots: [ChaosDeed] = []
    /// Said once, and refused by the game: nothing of it is stored.
    private(set) var refused: [ChaosDeed] = []
    /// Said, and not heard yet.
    private(set) var pending: ChaosDeed?
    /// How often that was said.
    private var attempts = 0
    private var hasRepeated = false
    private(set) var violations: [String] = []
    private(set) var sessions = 0

    private let table: ChaosTable
    private let world: ChaosWorld
    private var isLeader: Bool { member.role == .leader }
    private var random: SeededRandom
    private var count = 0
    /// Of a run that it was told to be over.
    private var completed: String?

    /// How a session goes on when its thread returns.
    private enum Pause {
        case over
        /// It does not read until so much more was acknowledged to others.
        case slow(TestConnection, path: String, acknowledgements: Int)
    }

    init(_ member: ChaosTable.Member, at table: ChaosTable, in world: ChaosWorld, random: SeededRandom) {
        (self.member, self.table, self.world, self.random) = (member, table, world, random)
    }

    // MARK: - Acting

    /// Returns when the chaos is over.
    mutating func act() async throws {
        while let life = await world.life() {
            if isLeader, let path = completed {
                let client = try TestClient(port: life.port)
                if await table.goOn(after: path, as: client) { completed = nil }
            }
            var pause = try await onOwnThread { $0.session(on: life.port) }
            while case .slow(let connection, let path, let acknowledgements) = pause {
                await world.fuse.answers(reach: world.fuse.count + acknowledgements)
                pause = try await onOwnThread { $0.talk(on: connection, path, isFresh: false) }
            }
        }
    }

    /// Reading blocks.
    private mutating func onOwnThread(
        _ body: @escaping @Sendable (inout ChaosClient) -> Pause
    ) async throws -> Pause {
        let (client, pause) = try await onThread { [self] in
            var client = self
            let pause = body(&client)
            return (client, pause)
        }
        self = client
        return pause
    }

    private mutating func session(on port: UInt16) -> Pause {
        let path = pending?.path ?? (random.chance(75) ? table.paths.run : table.paths.party)
        guard let connection = open(path, on: port) else { return .over }
        sessions += 1
        return talk(on: connection, path, isFresh: true)
    }

    /// Until it is cut off, or reads no more for a while.
    private mutating func talk(on connection: TestConnection, _ path: String, isFresh: Bool) -> Pause {
        do {
            // Whoever was cut off says it again, maybe before hearing what it missed.
            if isFresh, random.chance(50) { try awaitHello(on: connection, path) }
            for _ in 0..<random.integer(1...12) {
                try say(nextDeed(on: path), on: connection)
                if random.chance(8) { return .over }
                if random.chance(4) {
                    return .slow(connection, path: path, acknowledgements: random.integer(20...200))
                }
                guard try hear(on: connection, path) else { return .over }
            }
            if random.chance(20) { try connection.send(TestFrame(code: 1000).masked()) }
        } catch {
            // The server is gone.
        }
        return .over
    }

    private mutating func open(_ path: String, on port: UInt16) -> TestConnection? {
        let view = views[path] ?? ChannelView(path: path)
        views[path] = view
        guard let connection = try? TestConnection(port: port) else { return nil }
        var head = "GET \(view.target) HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(member.token)\r\n"
        for (name, value) in TestWebSocket.fields() { head += "\(name): \(value)\r\n" }
        guard (try? connection.send(Array((head + "\r\n").utf8))) != nil,
            let response = try? connection.readResponse()
        else { return nil }
        // 503: the server has not noticed yet that this client's last five sockets are gone.
        if response.status == 503 { return nil }
        guard response.status == 101 else {
            violations.append("\(view.target): \(response.status) \(response.text)")
            return nil
        }
        return connection
    }

    private mutating func nextDeed(on path: String) -> ChaosDeed {
        if let pending { return pending }
        count += 1
        // To a master who is not here nobody whispers.
        let companions = table.members.filter { $0.id != member.id && $0.role != .master }
        let companion = companions.randomElement(using: &random)?.id ?? member.id
        let name = "deed-\(member.id)-\(count)"
        guard table.votes, path.hasPrefix("/ws/run/") else { return .random(name, on: path, to: companion, &random) }
        return .random(name, on: path, to: companion, in: votes[path], as: member.role, &random)
    }

    private mutating func say(_ deed: ChaosDeed, on connection: TestConnection) throws {
        attempts = pending == nil ? 1 : attempts + 1
        hasRepeated = hasRepeated || attempts > 1
        pending = deed
        try connection.send(TestFrame(TestFrame.text, JSON.encode(deed.message)).masked())
    }

    // MARK: - Hearing

    private mutating func awaitHello(on connection: TestConnection, _ path: String) throws {
        while let type = try take(from: connection, path), type != "system.hello" {}
    }

    /// Reads until what it said is acknowledged, or refused.
    ///
    /// - Returns: false when the server has closed, or has sent it away for a while.
    private mutating func hear(on connection: TestConnection, _ path: String) throws -> Bool {
        while pending != nil {
            guard let type = try take(from: connection, path) else { return false }
            if type == "system.error", pending != nil { return false }
        }
        return true
    }

    /// Reads on until it has seen everything up to `seq`.
    mutating func catchUp(to seq: Int64, of path: String, on port: UInt16) {
        guard let connection = open(path, on: port) else { return violations.append("\(path) cannot be opened again") }
        do {
            try awaitHello(on: connection, path)
            while (views[path]?.end ?? .max) < seq {
                guard try take(from: connection, path) != nil else { break }
            }
        } catch {
            violations.append("\(path) was broken off at \(views[path]?.end ?? 0) of \(seq): \(error)")
        }
    }

    /// The type of the next message; nil when the server closes.
    private mutating func take(from connection: TestConnection, _ path: String) throws -> String? {
        let frame = try connection.readFrame()
        switch frame.opcode {
        case TestFrame.text: break
        case TestFrame.close:
            // 4008: read too slowly; 4029: spoke too fast.
            if frame.code != 4008, frame.code != 4029 {
                violations.append("\(path) was closed with \(frame.code ?? 0) \(frame.string)")
            }
            return nil
        default: return ""
        }
        let message = try JSON.parse(frame.payload)
        let type = message["eventType"]?.stringValue ?? ""
        if let seq = message["seq"]?.integerValue {
            let eventID = message["eventId"]?.stringValue
            let isNew = views[path]?.took(seq, eventID) ?? false
            let mayBeAgain = isOwn(eventID) || isOwn(message["actionId"]?.stringValue)
            // The end of a vote answers a repeated voice in it, whoever had the last.
            if !isNew, !mayBeAgain, !(hasRepeated && type == "vote.finished") {
                views[path]?.violate("\(seq) came twice")
            }
            if let eventID, eventID == pending?.name { finish(type) }
            if type == "campaign.completed" { completed = path }
            if type.hasPrefix("vote.") { heardVote(message, path, isNew: isNew) }
        } else if type == "system.hello" {
            let hello = message["payload"] ?? .null
            views[path]?.opened(hello)
            past[path] = hello["seq"]?.integerValue
            votes[path] = hello["vote"].flatMap(ChaosVote.init)
        } else if type == "system.error" {
            heardError(message)
        } else if type == "vote.update" {
            heardVote(message, path, isNew: true)
        }
        return type
    }

    private mutating func heardVote(_ message: JSONValue, _ path: String, isNew: Bool) {
        let (payload, voteID) = (message["payload"] ?? .null, message["payload"]?["voteId"]?.stringValue)
        let isOver = message["eventType"] == "vote.finished"
        if isNew, message["seq"]?.integerValue ?? .max > past[path] ?? 0 {
            if !isOver { votes[path] = ChaosVote(payload) } else if votes[path]?.id == voteID { votes[path] = nil }
            for fault in ChaosVote.faults(of: payload) { views[path]?.violate(fault) }
        }
        guard let deed = pending else { return }
        if message["actionId"]?.stringValue == deed.name {
            pending = nil
            ballots.append(deed)
            world.fuse.answered()
        } else if isOver, attempts > 1, voteID == deed.voteID || !isNew && deed.path == path {
            // It was taken before the vote ended, or comes too late; what is said of it no more is not asked about.
            pending = nil
            world.fuse.answered()
        }
    }

    /// Whether it is the name of a deed of this client, whose repeat is answered with what was stored.
    private func isOwn(_ name: String?) -> Bool { name?.hasPrefix("deed-\(member.id)-") ?? false }

    private mutating func finish(_ type: String) {
        guard let deed = pending, deed.eventType == type else { return }
        pending = nil
        acknowledged.append(deed)
        world.fuse.answered()
    }

    private mutating func heardError(_ message: JSONValue) {
        let payload = message["payload"]
        let code = payload?["code"]?.stringValue ?? ""
        let name = payload?["actionId"]?.stringValue
        if let deed = pending, deed.name == name {
            pending = nil
            if attempts == 1 { refused.append(deed) }
            // It counts too, or a load of which all is refused would not end.
            world.fuse.answered()
        } else if !isOwn(name), code != "rate_limited" {
            // An own name would be the answer to an attempt before.
            violations.append("was told \(code): \(payload?["message"]?.stringValue ?? "")")
        }
    }
}
