internal import Core

extension LogRecord {
    /// `10:15:30.123 INFO  gateway-api  message  name=value …`
    func textLine(colours: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        func style(_ code: String, _ text: String) {
            if colours { bytes.append(contentsOf: "\u{1B}[\(code)m".utf8) }
            bytes.append(contentsOf: text.utf8)
            if colours { bytes.append(contentsOf: "\u{1B}[0m".utf8) }
        }
        style("2", String(time.rfc3339.dropFirst(11).dropLast()))
        bytes.append(UInt8(ascii: " "))
        let word = level.rawValue.uppercased()
        style(level.colour, word + String(repeating: " ", count: 7 - word.count))
        bytes.append(UInt8(ascii: " "))
        style("36", service)
        bytes.append(contentsOf: "  ".utf8)
        Self.appendPrintable(Self.clip(message), to: &bytes)
        for field in fields {
            bytes.append(contentsOf: "  ".utf8)
            switch field {
            case .text(let name, let text):
                style("2", "\(name)=")
                Self.appendPrintable(Self.clip(text), to: &bytes)
            case .int(let name, let number): style("2", "\(name)=\(number)")
            case .double(let name, let number): style("2", "\(name)=\(number)")
            case .bool(let name, let flag): style("2", "\(name)=\(flag)")
            }
        }
        if let trace {
            bytes.append(contentsOf: "  ".utf8)
            style("2", "trace=\(trace.traceID)")
        }
        return bytes
    }

    /// Appends `text` with everything that could move the cursor, break the line or reverse the reading direction shown
    /// as `\u{…}`: what a player sends must not be able to forge a line on the host's terminal.
    private static func appendPrintable(_ text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            if isHarmful(scalar) {
                bytes.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".utf8)
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
            }
        }
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
        case 0x2028, 0x2029: true  // line and paragraph separator
        case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // direction marks, embeddings, isolates
        default: false
        }
    }
}

extension LogLevel {
    /// An ANSI "select graphic rendition" parameter.
    fileprivate var colour: String {
        switch self {
        case .debug: "2"
        case .info: "32"
        case .warning: "33"
        case .error: "1;31"
        }
    }
}
