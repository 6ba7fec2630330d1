import ApplianceTesting
import Testing

@testable import Network

@Suite("TLSSession")
struct TLSSessionTests {
    private let certificate = TestCertificate()

    /// What a session made of some input.
    private struct Outcome: Equatable {
        var content: [UInt8] = []
        var isEstablished = false
        var hasEnded = false
        var hasFailed = false
    }

    @LoopActor private static func feed(
        _ bytes: [UInt8], to session: TLSSession, by size: Int, _ outcome: inout Outcome
    ) {
        for start in stride(from: 0, to: bytes.count, by: size) {
            bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { piece in
                session.receive(piece)
                while true {
                    switch session.open() {
                    case .established: outcome.isEstablished = true
                    case .content(let content): outcome.content += Array(content)
                    case .starved: return
                    case .ended:
                        outcome.hasEnded = true
                        return
                    case .failed:
                        outcome.hasFailed = true
                        return
                    }
                }
            }
        }
    }

    private static func output(of session: TLSSession) -> [UInt8] {
        guard let buffer = session.takeOutput() else { return [] }
        defer { buffer.recycle() }
        return Array(buffer.bytes)
    }

    @Test("takes handshake, content and farewell in pieces of any size", arguments: [1, 2, 7, 16_384, 1 << 20])
    @LoopActor func pieces(size: Int) throws {
        let context = try TLSContext(certificate)
        let session = try #require(TLSSession(context))
        let client = TLSClientInMemory(TestTLS(trusting: [certificate]))
        var outcome = Outcome()
        while !client.isEstablished || !outcome.isEstablished {
            Self.feed(client.takeOutput(), to: session, by: size, &outcome)
            #expect(!outcome.hasFailed)
            for byte in Self.output(of: session) { _ = client.receive([byte]) }
        }
        let question = (0..<40_000).map { UInt8(truncatingIfNeeded: $0) }
        client.write(question)
        client.end()
        Self.feed(client.takeOutput(), to: session, by: size, &outcome)
        #expect(outcome == Outcome(content: question, isEstablished: true, hasEnded: true))

        // The other half is still open.
        session.seal(UnsafeRawBufferPointer(UnsafeBufferPointer("answer" as StaticString)))
        #expect(client.receive(Self.output(of: session)) == Array("answer".utf8))
        #expect(!client.hasEnded)
        session.sealEnd()
        _ = client.receive(Self.output(of: session))
        #expect(client.hasEnded)
    }

    @Test("keeps no buffer when idle")
    @LoopActor func idle() throws {
        let session = try #require(TLSSession(try TLSContext(certificate)))
        #expect(session.outputCount == 0)
        #expect(session.takeOutput() == nil)
    }

    @Test(
        "answers garbage with an alert and takes no more",
        arguments: [
            [0x16, 0x03, 0x01, 0x00, 0x05, 0x63, 0x00, 0x00, 0x00, 0x00],  // a handshake that begins with nothing known
            [0x17, 0x03, 0x03, 0x00, 0x01, 0x00],  // content before the handshake
            [0x16, 0x03, 0x01, 0xFF, 0xFF, 0x01],  // a record too long
        ] as [[UInt8]])
    @LoopActor func garbage(bytes: [UInt8]) throws {
        let session = try #require(TLSSession(try TLSContext(certificate)))
        var outcome = Outcome()
        Self.feed(bytes, to: session, by: 1, &outcome)
        #expect(outcome == Outcome(hasFailed: true))
        // A record of type 21, level 2: fatal.
        let alert = Self.output(of: session)
        #expect(alert.count == 7 && alert[0] == 21 && alert[5] == 2)
        Self.feed(bytes, to: session, by: 1, &outcome)
        session.seal(UnsafeRawBufferPointer(UnsafeBufferPointer("secret" as StaticString)))
        session.sealEnd()
        #expect(Self.output(of: session).isEmpty)
    }

    @Test("drops what is sealed before anybody can read it")
    @LoopActor func early() throws {
        let session = try #require(TLSSession(try TLSContext(certificate)))
        session.seal(UnsafeRawBufferPointer(UnsafeBufferPointer("secret" as StaticString)))
        session.sealEnd()
        #expect(session.outputCount == 0)
    }

    @Test("refuses a record that was changed on its way")
    @LoopActor func tampered() throws {
        let session = try #require(TLSSession(try TLSContext(certificate)))
        let client = TLSClientInMemory(TestTLS(trusting: [certificate]))
        var outcome = Outcome()
        while !client.isEstablished || !outcome.isEstablished {
            Self.feed(client.takeOutput(), to: session, by: 4096, &outcome)
            _ = client.receive(Self.output(of: session))
        }
        client.write(Array("GET / HTTP/1.1".utf8))
        var record = client.takeOutput()
        record[record.count - 1] ^= 1
        Self.feed(record, to: session, by: 4096, &outcome)
        #expect(outcome == Outcome(isEstablished: true, hasFailed: true))
        #expect(session.outputCount > 0)
    }
}
