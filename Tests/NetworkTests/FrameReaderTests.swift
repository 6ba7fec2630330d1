import ApplianceTesting
import Testing

@testable import Network

@Suite("WebSocket: frames of a client")
struct FrameReaderTests {
    /// An event that has outlived its bytes.
    enum Seen: Equatable, Sendable {
        case text(String)
        case binary([UInt8])
        case ping([UInt8])
        case pong
        case close(UInt16)
        case fault(UInt16)
    }

    /// Of messages, in bytes.
    static let limit = 70_000

    /// What a reader sees of bytes that come in pieces of a size, until the first close or fault.
    private func read(_ bytes: [UInt8], by size: Int, limit: Int = limit) -> [Seen] {
        var reader = FrameReader(limit: limit)
        var seen: [Seen] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            var piece = Array(bytes[start..<min(start + size, bytes.count)])
            let isOver = piece.withUnsafeMutableBytes { piece in
                var rest = piece
                while let event = reader.next(&rest) {
                    switch event {
                    case .message(let message) where message.isText:
                        seen.append(.text(String(decoding: message.bytes, as: UTF8.self)))
                    case .message(let message): seen.append(.binary(Array(message.bytes)))
                    case .ping(let payload): seen.append(.ping(Array(payload)))
                    case .pong: seen.append(.pong)
                    case .close(let code):
                        seen.append(.close(code.rawValue))
                        return true
                    case .fault(let fault):
                        seen.append(.fault(fault.code.rawValue))
                        return true
                    }
                }
                return false
            }
            if isOver { break }
        }
        reader.end()
        return seen
    }

    /// Whole, byte by byte, and in pieces that cut heads, masks and words of eight bytes.
    private func expect(_ bytes: [UInt8], _ seen: [Seen], limit: Int = limit) {
        for size in [Int.max / 2, 1, 3, 7, 1000] {
            #expect(read(bytes, by: size, limit: limit) == seen, "in pieces of \(size)")
        }
    }

    private func frames(_ frames: TestFrame...) -> [UInt8] { frames.flatMap { $0.masked() } }

    @Test("reads messages of every form of length", arguments: [0, 1, 7, 125, 126, 127, 65_535, 65_536, limit])
    func lengths(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let text = String(repeating: "я", count: count / 2)
        expect(
            frames(TestFrame(TestFrame.binary, bytes), TestFrame(text: text), TestFrame(TestFrame.pong)),
            [.binary(bytes), .text(text), .pong])
    }

    @Test("unmasks with every key, wherever the payload is cut")
    func masks() {
        let payload = (0..<61).map { UInt8($0) }
        for key in [[0, 0, 0, 0], [1, 2, 3, 4], [0xFF, 0, 0xFF, 0], [0x80, 0x7F, 0xFE, 1]] as [[UInt8]] {
            let bytes = TestFrame(TestFrame.binary, payload).masked(with: key)
            for size in 1...bytes.count { #expect(read(bytes, by: size) == [.binary(payload)]) }
        }
    }

    @Test("puts fragments together, with control frames between them")
    func fragments() {
        expect(
            frames(
                TestFrame(text: "жи", isFinal: false), TestFrame(TestFrame.ping, [1, 2]),
                TestFrame(TestFrame.continuation, [], isFinal: false), TestFrame(TestFrame.pong, [9]),
                TestFrame(TestFrame.continuation, Array("ть".utf8)), TestFrame(TestFrame.binary, [7], isFinal: false),
                TestFrame(TestFrame.continuation, [8]), TestFrame(text: "", isFinal: false),
                TestFrame(TestFrame.continuation), TestFrame(text: "и")),
            [.ping([1, 2]), .pong, .text("жить"), .binary([7, 8]), .text(""), .text("и")])
    }

    @Test("takes a code point that fragments cut")
    func cutCodePoint() {
        let bytes = Array("🐉".utf8)
        expect(
            frames(
                TestFrame(TestFrame.text, Array(bytes[..<1]), isFinal: false),
                TestFrame(TestFrame.continuation, Array(bytes[1..<3]), isFinal: false),
                TestFrame(TestFrame.continuation, Array(bytes[3...]))),
            [.text("🐉")])
    }

    @Test("leaves the bytes of binary messages alone")
    func binary() {
        expect(frames(TestFrame(TestFrame.binary, [0xC3, 0x28, 0xFF])), [.binary([0xC3, 0x28, 0xFF])])
    }

    /// What must not come, and the code that answers it; nothing is read behind it.
    static let faults: [(name: String, bytes: [UInt8], code: UInt16)] = [
        ("RSV1", [0xC1], 1002), ("RSV2", [0xA2], 1002), ("RSV3 of a ping", [0x99], 1002),
        ("opcode 3", [0x83], 1002), ("opcode 7", [0x87], 1002), ("opcode 11", [0x8B], 1002),
        ("opcode 15", [0x8F], 1002),
        ("text without a mask", [0x81, 0x01], 1002), ("a ping without a mask", [0x89, 0x00], 1002),
        ("a fragmented ping", [0x09], 1002), ("a fragmented close", [0x08], 1002),
        ("a ping of 126 bytes", [0x89, 0xFE], 1002), ("a ping of a long length", [0x89, 0xFF], 1002),
        ("nothing to continue", [0x80], 1002), ("nothing to continue, unfinished", [0x00], 1002),
        ("text in text", TestFrame(text: "a", isFinal: false).masked() + [0x81], 1002),
        ("binary in text", TestFrame(text: "a", isFinal: false).masked() + [0x02], 1002),
        ("125 in two bytes", [0x81, 0xFE, 0x00, 0x7D], 1002),
        ("65535 in eight bytes", [0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 1002),
        ("the top bit of the length", [0x81, 0xFF, 0x80], 1002),
        ("a length of 2^62", [0x81, 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0], 1009),
        ("a byte too many", [0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0x11, 0x71], 1009),
        (
            "fragments that are too big together",
            TestFrame(TestFrame.binary, [UInt8](repeating: 1, count: limit - 1), isFinal: false).masked()
                + [0x80, 0x82], 1009
        ),
        ("a close of one byte", TestFrame(TestFrame.close, [3]).masked(), 1002),
        ("a close of 126 bytes", [0x88, 0xFE], 1002),
        ("a reason that is no text", TestFrame(TestFrame.close, [3, 0xE8, 0xCE, 0xBA, 0xED]).masked(), 1007),
        ("a reason that is cut off", TestFrame(TestFrame.close, [3, 0xE8, 0xD0]).masked(), 1007),
        ("text that is cut off", TestFrame(TestFrame.text, [0x61, 0xE2, 0x82]).masked(), 1007),
        (
            "an end of text that is cut off",
            TestFrame(TestFrame.text, [0xE2], isFinal: false).masked()
                + TestFrame(TestFrame.continuation, [0x82]).masked(), 1007
        ),
        (
            "a code point that goes on wrongly",
            TestFrame(TestFrame.text, [0xE2], isFinal: false).masked()
                + TestFrame(TestFrame.continuation, [0x28, 0xA1]).masked(), 1007
        ),
    ]

    @Test("tells a fault at the byte that shows it, and sees what came before", arguments: faults.indices)
    func fault(index: Int) {
        let (name, bytes, code) = Self.faults[index]
        let before = frames(TestFrame(TestFrame.ping, [5]))
        expect(before + bytes, [.ping([5]), .fault(code)])
        expect(before + bytes + frames(TestFrame(text: "behind")), [.ping([5]), .fault(code)])
        if code != 1007 { #expect(read(bytes.dropLast(), by: 1).isEmpty, "\(name): too early") }
    }

    @Test("tells invalid text before the frame has ended")
    func failFast() {
        let frame = TestFrame(TestFrame.text, Array("ab".utf8) + [0xF4, 0x90] + [UInt8](repeating: 0x61, count: 99))
        expect(Array(frame.masked().prefix(10)), [.fault(1007)])
        #expect(read(Array(frame.masked().prefix(9)), by: 1).isEmpty)
        // So too in a fragment, which its message may never follow.
        let fragment = TestFrame(TestFrame.text, [0xED, 0xA0], isFinal: false)
        expect(fragment.masked(), [.fault(1007)])
    }

    @Test("takes close frames", arguments: [1000...1003, 1007...1014, 3000...3001, 3999...4000, 4998...4999])
    func closeCodes(codes: ClosedRange<Int>) {
        for code in codes {
            expect(frames(TestFrame(code: UInt16(code), "до встречи"), TestFrame(text: "x")), [.close(UInt16(code))])
        }
    }

    @Test("takes a close frame without a code, and within a fragmented message")
    func bareClose() {
        expect(frames(TestFrame(TestFrame.close)), [.close(1005)])
        expect(frames(TestFrame(text: "a", isFinal: false), TestFrame(code: 1001)), [.close(1001)])
    }

    @Test(
        "refuses codes that must not be sent",
        arguments: [0...1, 999...999, 1004...1006, 1015...1016, 1100...1100, 2000...2999, 5000...5001, 65_535...65_535])
    func badCloseCodes(codes: ClosedRange<Int>) {
        for code in [codes.lowerBound, codes.upperBound] {
            expect(frames(TestFrame(code: UInt16(code))), [.fault(1002)])
        }
    }

    @Test("bounds a message's empty fragments, and takes as many in the next")
    func emptyFragments() {
        let empty = TestFrame(TestFrame.continuation, isFinal: false).masked()
        let first = TestFrame(text: "a", isFinal: false).masked()
        let last = TestFrame(TestFrame.continuation, Array("b".utf8)).masked()
        let taken = first + Array(repeating: empty, count: 1000).joined() + last
        expect(taken + taken, [.text("ab"), .text("ab")])
        expect(first + Array(repeating: empty, count: 1001).joined(), [.fault(1008)])
    }

    @Test("takes a limit of nothing at its word")
    func smallestLimit() {
        expect(frames(TestFrame(text: ""), TestFrame(TestFrame.ping, [1])), [.text(""), .ping([1])], limit: 0)
        expect(frames(TestFrame(text: "a")), [.fault(1009)], limit: 0)
    }
}
