import Core
import Glibc
import Observability
import Testing

@Suite("Logger")
struct LoggerTests {
    private let capture = LogCapture()

    @Test("writes one JSON object a line, in the order of the specification")
    func json() {
        let logger = capture.makeLogger()
        let trace = TraceContext(traceID: "4bf92f35", spanID: "00f067aa")
        logger.info(
            .gatewayAPI, "Hello", trace: trace, .text("name", "x"), .int("n", -3), .double("ms", 1.5), .bool("ok", true)
        )
        logger.debug(.partySync, "Bye")
        logger.flush()
        #expect(
            capture.lines == [
                #"{"timestamp":"2025-11-20T10:15:30.123Z","level":"info","service":"gateway-api","message":"Hello","#
                    + #""trace_id":"4bf92f35","span_id":"00f067aa","name":"x","n":-3,"ms":1.5,"ok":true}"#,
                #"{"timestamp":"2025-11-20T10:15:30.123Z","level":"debug","service":"party-sync","message":"Bye"}"#,
            ])
    }

    private static let hostile = [
        "a\nb", "a\r\n{\"level\":\"error\"}", "quote \" and \\", "\u{1B}[2J\u{1B}]0;title\u{7}", "\u{0}\u{8}\u{7F}",
        "\u{85}\u{9B}31m", "\u{2028}\u{2029}", "abc\u{202E}fdp.exe\u{2066}",
    ]

    @Test("whatever is in a text, a JSON record is one line that gives it back", arguments: hostile)
    func injectionJSON(text: String) throws {
        let logger = capture.makeLogger()
        logger.warning(.gatewayAPI, text, .text("value", text))
        logger.flush()
        let lines = capture.lines
        #expect(lines.count == 1)
        let record = try JSON.decode([String: String].self, from: Array(lines[0].utf8))
        #expect(record["message"] == text)
        #expect(record["value"] == text)
        #expect(record["level"] == "warning")
    }

    @Test("whatever is in a text, a line for people moves no cursor and turns no direction", arguments: hostile)
    func injectionText(text: String) {
        let logger = capture.makeLogger(format: .text(colours: false))
        logger.warning(.gatewayAPI, text, .text("value", text))
        logger.flush()
        #expect(capture.lines.count == 1)
        let harmful = capture.lines[0].unicodeScalars.filter { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
        }
        #expect(harmful.isEmpty)
    }

    @Test("a line for people is short")
    func text() {
        let logger = capture.makeLogger(format: .text(colours: false))
        logger.info(.gatewayAPI, "Привет", trace: TraceContext(traceID: "t1", spanID: "s1"), .int("status", 200))
        logger.error(.mediaBroker, "Bad\u{7}", .text("why", "no"), .double("s", 0.25), .bool("again", false))
        logger.flush()
        #expect(
            capture.lines == [
                "10:15:30.123 INFO    gateway-api  Привет  status=200  trace=t1",
                "10:15:30.123 ERROR   media-broker  Bad\\u{7}  why=no  s=0.25  again=false",
            ])
    }

    @Test("colours are there when asked for, and closed")
    func colours() {
        let logger = capture.makeLogger(format: .text(colours: true))
        logger.error(.gatewayAPI, "x", .int("n", 1))
        logger.flush()
        let opened = capture.lines[0].split(separator: "\u{1B}[").dropFirst(0).filter { !$0.hasPrefix("0m") }.count
        let closed = capture.lines[0].split(separator: "\u{1B}[").filter { $0.hasPrefix("0m") }.count
        #expect(capture.lines[0].contains("\u{1B}[1;31mERROR"))
        #expect(opened == closed && closed > 2)
    }

    @Test("leaves out what is under its level, which can change at any time")
    func level() {
        let logger = capture.makeLogger(.warning)
        for level in LogLevel.allCases { #expect(logger.isEnabled(level) == (level >= .warning)) }
        logger.info(.gatewayAPI, "1")
        logger.warning(.gatewayAPI, "2")
        logger.level = .debug
        #expect(logger.level == .debug)
        logger.debug(.gatewayAPI, "3")
        logger.level = .error
        logger.warning(.gatewayAPI, "4")
        logger.error(.gatewayAPI, "5")
        logger.flush()
        #expect(
            capture.lines.map { $0.contains("\"message\":\"2\"") || $0.contains("\"3\"") || $0.contains("\"5\"") } == [
                true, true, true,
            ])
    }

    @Test("speaks under the configured name")
    func gatewayName() {
        let logger = capture.makeLogger(gatewayName: "mimic-7")
        logger.info(.gatewayAPI, "x")
        logger.info(.partySync, "y")
        logger.flush()
        #expect(capture.lines[0].contains("\"service\":\"mimic-7\""))
        #expect(capture.lines[1].contains("\"service\":\"party-sync\""))
    }

    @Test("cuts a text that would fill the log")
    func clip() {
        let logger = capture.makeLogger()
        logger.info(
            .gatewayAPI, String(repeating: "ж", count: 100_000), .text("t", String(repeating: "x", count: 100_000)))
        logger.flush()
        #expect(capture.lines.count == 1)
        #expect(capture.lines[0].utf8.count < 17_000)
        #expect(capture.lines[0].contains("…"))
    }

    @Test("an error is out when the call returns")
    func urgent() {
        let logger = capture.makeLogger()
        logger.error(.gatewayAPI, "Last words")
        #expect(capture.lines.count == 1)
    }

    @Test("lines of many threads stay whole, and each thread's stay in order")
    func threads() async throws {
        let logger = capture.makeLogger(backlog: 64 << 20)
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<8 {
                group.addTask {
                    for number in 0..<500 {
                        logger.info(.gatewayAPI, "m", .int("thread", thread), .int("number", number))
                    }
                }
            }
        }
        logger.flush()
        struct Line: Decodable {
            let thread: Int
            let number: Int
        }
        let lines = try capture.lines.map { try JSON.decode(Line.self, from: Array($0.utf8)) }
        #expect(lines.count == 4000)
        for thread in 0..<8 {
            #expect(lines.filter { $0.thread == thread }.map(\.number) == Array(0..<500))
        }
    }

    @Test("a reader that stands still costs lines, not memory, and the loss is told")
    func backlog() throws {
        let gate = Lock(false)
        let capture = LogCapture()
        guard case .sink(let collect) = capture.output else { return }
        let logger = Logger(
            format: .json,
            output: .sink { bytes in
                gate.withLock { _ in }
                collect(bytes)
            }, backlog: 10_000)
        gate.withLock { _ in
            for number in 0..<1000 { logger.info(.gatewayAPI, "A line of some length", .int("number", number)) }
        }
        logger.flush()
        logger.flush()
        struct Line: Decodable {
            let dropped: Int?
        }
        let lines = try capture.lines.map { try JSON.decode(Line.self, from: Array($0.utf8)) }
        let dropped = lines.compactMap(\.dropped).reduce(0, +)
        let written = lines.filter { $0.dropped == nil }.count
        #expect(dropped > 500)
        #expect(written + dropped == 1000)
    }

    @Test("writes to a descriptor, waiting while a pipe is full")
    func pipe() {
        var ends: [Int32] = [0, 0]
        #expect(Glibc.pipe(&ends) == 0)
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        let logger = Logger(format: .json, output: .descriptor(ends[1]))
        // Far more than a pipe holds, and than may be written at once.
        let count = 4000
        for number in 0..<count { logger.info(.gatewayAPI, "A line of some length", .int("number", number)) }
        var lines = 0
        var last: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while lines < count {
            let size = read(ends[0], &buffer, buffer.count)
            guard size > 0 else { break }
            lines += buffer[..<size].count { $0 == UInt8(ascii: "\n") }
            last = Array(buffer[..<size])
        }
        #expect(lines == count)
        #expect(String(decoding: last, as: UTF8.self).hasSuffix("\"number\":\(count - 1)}\n"))
        close(ends[0])
        // Nobody reads any more: lines are lost, nothing breaks.
        signal(SIGPIPE, SIG_IGN)
        logger.info(.gatewayAPI, "To nobody")
        logger.flush()
        close(ends[1])
    }

    @Test("is JSON where there is no terminal")
    func naturalFormat() {
        #expect(capture.output.naturalFormat == .json)
        #expect(LogOutput.descriptor(-1).naturalFormat == .json)
    }
}
