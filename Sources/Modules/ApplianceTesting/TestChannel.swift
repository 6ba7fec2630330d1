package import Core

/// A client of a live channel: reads its messages one by one.
package struct TestChannel: Sendable {
    package let socket: TestWebSocket

    package init(_ socket: TestWebSocket) { self.socket = socket }

    /// The next frame; pings before it are answered.
    private func frame() async throws -> TestFrame {
        while true {
            let frame = try await socket.next()
            guard frame.opcode == TestFrame.ping else { return frame }
            try await socket.send(TestFrame(TestFrame.pong, frame.payload))
        }
    }

    /// The next message; nil for a frame that is none.
    package func next() async throws -> JSONValue? {
        let frame = try await frame()
        return frame.opcode == TestFrame.text ? try JSON.parse(frame.payload) : nil
    }

    /// The next message of this type; others before it are passed over.
    package func next(_ type: String) async throws -> JSONValue {
        while true {
            guard let message = try await next() else { throw TestClientError.malformed("closed before \(type)") }
            if message["eventType"]?.stringValue == type { return message }
        }
    }

    /// What the next message says: its chat text, `skip <seq>`, or its type.
    package func said() async throws -> String {
        while true {
            let frame = try await frame()
            guard frame.opcode == TestFrame.text else { return "closed \(frame.code ?? 0)" }
            let message = try JSON.parse(frame.payload)
            let type = message["eventType"]?.stringValue ?? ""
            // These come when they come.
            if type == "presence.update" || type == "media.job.done" { continue }
            if type == "system.skip" { return "skip \(message["seq"]?.integerValue ?? 0)" }
            return message["payload"]?["text"]?.stringValue ?? type
        }
    }

    package func said(_ count: Int) async throws -> [String] {
        var all: [String] = []
        for _ in 0..<count { all.append(try await said()) }
        return all
    }

    package func send(_ type: String, _ payload: JSONValue, _ more: [String: JSONValue] = [:]) async throws {
        var members = more
        members["eventType"] = .string(type)
        members["payload"] = payload
        try await socket.send(text: String(decoding: try JSON.encode(JSONValue.object(members)), as: UTF8.self))
    }

    package func chat(_ text: String, _ more: [String: JSONValue] = [:]) async throws {
        try await send("chat.message", ["text": .string(text), "mode": "ooc"], more)
    }
}
