internal import Glibc

/// What the commands say to a person.
enum Terminal {
    static func print(_ text: String, terminator: String = "\n") { write(text + terminator, to: STDOUT_FILENO) }
    static func complain(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// As it is, on standard error.
    static func show(_ text: String) { write(text, to: STDERR_FILENO) }

    /// - Throws: `Failure` when the file cannot be written.
    static func write(_ text: String, toFile path: String) throws { try write(Array(text.utf8), toFile: path) }

    /// - Throws: `Failure` when the file cannot be written.
    static func write(_ bytes: [UInt8], toFile path: String) throws {
        guard let file = fopen(path, "w") else {
            throw Failure.failed("mimic: \(path): \(String(cString: strerror(errno)))")
        }
        let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
        guard fclose(file) == 0, isWritten else {
            throw Failure.failed("mimic: \(path): \(String(cString: strerror(errno)))")
        }
    }

    static func pad(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// Unbuffered, so that nothing is lost when the process exits next.
    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno != EINTR { return }
            rest = rest.dropFirst(max(0, count))
        }
    }
}
