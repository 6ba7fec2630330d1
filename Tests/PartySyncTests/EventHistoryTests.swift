import ApplianceTesting
import Core
import PartySync
import Storage
import Testing

@Suite("The history of a channel")
struct EventHistoryTests {
    private static let viewers = [
        "ann": Viewer(playerID: Sample.ann), "bob": Viewer(playerID: Sample.bob), "master": Sample.master,
        "service": Viewer(playerID: nil),
    ]

    private let temporary: TemporaryStorage

    init() throws { temporary = try TemporaryStorage(migrations: PartySyncSchema.migrations) }

    private func append(_ events: [PartyEvent]) async throws {
        try await temporary.storage.write { connection in
            for event in events { _ = try EventLog.append(event, now: Sample.now, in: connection) }
        }
    }

    private func append(_ count: Int, on channel: String = Sample.run) async throws {
        try await append((1...count).map { Sample.chat("\($0)", on: channel) })
    }

    private func read<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await temporary.storage.read(body)
    }

    /// To all, to bob alone, behind the screen, to all.
    private func appendMixed() async throws {
        try await append([
            Sample.chat("all 1"), Sample.chat("to bob", to: .players([Sample.bob])), Sample.chat("note", to: .gm),
            Sample.chat("all 4"),
        ])
    }

    @Test(
        "a page holds only what the viewer may see",
        arguments: [
            ("ann", ["all 1", "all 4"]), ("bob", ["all 1", "to bob", "all 4"]),
            ("master", ["all 1", "to bob", "note", "all 4"]), ("service", ["all 1", "all 4"]),
        ])
    func audienceOfPage(viewer: String, expected: [String]) async throws {
        try await appendMixed()
        let viewer = try #require(Self.viewers[viewer])
        let page = try await read { try EventLog.page(of: Sample.run, limit: 10, viewer: viewer, in: $0) }
        #expect(page.events.map(\.summary) == expected)
        #expect(page.nextBefore == nil)
    }

    @Test(
        "a replay has a skip for what the viewer may not see, and so no hole",
        arguments: [
            ("ann", ["all 1", "skip 2", "skip 3", "all 4"]), ("bob", ["all 1", "to bob", "skip 3", "all 4"]),
            ("master", ["all 1", "to bob", "note", "all 4"]), ("service", ["all 1", "skip 2", "skip 3", "all 4"]),
        ])
    func audienceOfReplay(viewer: String, expected: [String]) async throws {
        try await appendMixed()
        let viewer = try #require(Self.viewers[viewer])
        let events = try await read { try EventLog.latest(100, of: Sample.run, viewer: viewer, in: $0) }
        #expect(events.map(\.summary) == expected)
    }

    @Test("a skip tells nothing but its number")
    func skip() async throws {
        #expect(Envelope.skip(42).text == #"{"eventType":"system.skip","seq":42}"#)
    }

    @Test("pages go from the newest to the oldest, each in order, without a hole or a repeat")
    func pages() async throws {
        try await append(7)
        var before: Int64?
        var pages: [[String]] = []
        repeat {
            let start = before
            let page = try await read {
                try EventLog.page(of: Sample.run, before: start, limit: 3, viewer: Sample.master, in: $0)
            }
            pages.append(page.events.map(\.summary))
            before = page.nextBefore
        } while before != nil
        #expect(pages == [["5", "6", "7"], ["2", "3", "4"], ["1"]])
    }

    @Test("a full last page names no next one")
    func exactPage() async throws {
        try await append(3)
        let page = try await read { try EventLog.page(of: Sample.run, limit: 3, viewer: Sample.master, in: $0) }
        #expect(page.events.count == 3)
        #expect(page.nextBefore == nil)
    }

    @Test("the latest are those with the highest numbers, in order", arguments: [(0, 0), (2, 2), (600, 500)])
    func latest(count: Int, expected: Int) async throws {
        try await append(510)
        let events = try await read { try EventLog.latest(count, of: Sample.run, viewer: Sample.master, in: $0) }
        #expect(events.map(\.summary) == ((511 - expected)..<511).map(String.init))
    }

    @Test(
        "a client that comes back gets exactly what it missed, or is told to reload",
        arguments: [(10, 0), (9, 1), (0, 10), (11, nil), (-1, nil)] as [(Int64, Int?)])
    func since(seq: Int64, missed: Int?) async throws {
        try await append(10)
        let recovery = try await read { connection in
            let epoch = try EventLog.position(of: Sample.run, in: connection).epoch
            return try EventLog.since(seq, epoch: epoch, of: Sample.run, viewer: Sample.master, in: connection)
        }
        switch (recovery, missed) {
        case (.lost, nil): break
        case (.events(let events), let missed?):
            #expect(events.map(\.summary) == (11 - missed..<11).map(String.init))
        default: Issue.record("\(recovery)")
        }
    }

    @Test("another epoch, or more than 500 missed events, is lost")
    func lost() async throws {
        try await append(502)
        let (stranger, far, near) = try await read { connection in
            let epoch = try EventLog.position(of: Sample.run, in: connection).epoch
            func since(_ seq: Int64, _ epoch: String) throws -> Recovery {
                try EventLog.since(seq, epoch: epoch, of: Sample.run, viewer: Sample.master, in: connection)
            }
            return (try since(502, "other"), try since(1, epoch), try since(2, epoch))
        }
        #expect(stranger == .lost)
        #expect(far == .lost)
        guard case .events(let events) = near else { throw PartySyncError.noSuchChannel("") }
        #expect(events.count == 500)
    }
}
