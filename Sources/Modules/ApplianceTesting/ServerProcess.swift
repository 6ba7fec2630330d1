internal import Core
internal import Glibc

/// The real binary as a child process: started, listened to, ended.
///
/// Standard output and standard error go into one pipe, which a thread of its own reads to the end.
package final class ServerProcess: Sendable {
    package let processID: Int32
    private let output: Output
    /// Nil until the child is reaped; its id may be another process's from then on.
    private let status = Lock<Int32?>(nil)

    /// Held from making a pipe to the end of the spawn: a child that is started in between would inherit the pipe's
    /// write end, and its output would not end with its process.
    ///
    /// Counts the children, because a state without a size has no address of its own: the thread sanitizer would take it
    /// for its neighbour.
    private static let spawning = Lock(0)

    /// Starts `mimic` with `arguments`; `environment` is all that it gets beside PATH and a sanitizer's options.
    ///
    /// - Parameter launcher: a program, by its path, with arguments, that becomes `mimic` in the same process: to
    ///   give it limits or mounts of its own.
    package init(
        _ arguments: [String], environment: [String: String] = [:], through launcher: [String] = []
    ) throws {
        let command = launcher + [Self.binary] + arguments
        (processID, output) = try Self.spawning.withLock { count in
            count += 1
            return try Self.spawn(command, environment)
        }
    }

    private static func spawn(_ command: [String], _ environment: [String: String]) throws -> (Int32, Output) {
        var pipe: [Int32] = [0, 0]
        guard Glibc.pipe(&pipe) == 0 else { throw ProcessError("pipe: \(errno)") }
        for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO)

        // Threads of the test runner block signals, and a child inherits that: SIGTERM would never reach it.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var nothing = sigset_t()
        sigemptyset(&nothing)
        posix_spawnattr_setsigmask(&attributes, &nothing)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        var argv: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables = environment.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
        for name in sanitizerOptions { variables[name] = getenv(name).map { String(cString: $0) } }
        var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var child: pid_t = 0
        let status = posix_spawn(&child, command[0], &actions, &attributes, &argv, &envp)
        close(pipe[1])
        guard status == 0 else {
            close(pipe[0])
            throw ProcessError("\(command[0]) did not start: \(String(cString: strerror(status)))")
        }
        return (child, Output(descriptor: pipe[0]))
    }

    /// Where a sanitizer reports to, so that what it finds in the child does not go unseen.
    private static let sanitizerOptions = ["TSAN_OPTIONS", "ASAN_OPTIONS", "LSAN_OPTIONS"]

    /// The binary beside the tests' own: both are products of one build.
    private static let binary: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let path = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/mimic"
    }()

    /// The port of the first address that the server says it listens on, once it says so.
    ///
    /// - Throws: `ProcessError` with everything that was printed, when the process ends before.
    package func port() async throws -> Int {
        let line = try await line { $0.contains("\"listening\"") }
        guard let range = line.firstRange(of: "\"address\":\""),
            let end = line[range.upperBound...].firstIndex(of: "\""),
            let port = line[range.upperBound..<end].split(separator: ":").last.flatMap({ Int($0) })
        else { throw ProcessError("no address in: \(line)") }
        return port
    }

    /// The first printed line that satisfies `condition`, once there is one.
    package func line(where condition: @escaping @Sendable (String) -> Bool) async throws -> String {
        if let line = try await onThread({ [output] in output.wait(for: condition) }) { return line }
        throw ProcessError("the process ended before it said what was waited for:\n\(printed)")
    }

    /// All that was printed so far.
    package var printed: String { output.lines.joined(separator: "\n") }

    /// Nothing happens when the process has ended.
    package func send(signal: Int32) {
        status.withLock { if $0 == nil { kill(processID, signal) } }
    }

    /// The exit code, when the process has ended and all its output is read; 128 + n for signal n.
    @discardableResult
    package func waitForEnd() async throws -> Int32 {
        try await onThread { [self] in reap() }
    }

    /// SIGTERM, and the exit code.
    @discardableResult
    package func stop() async throws -> Int32 {
        send(signal: SIGTERM)
        return try await waitForEnd()
    }

    /// SIGKILL; blocks for the moment that the system takes.
    package func killNow() {
        send(signal: SIGKILL)
        reap()
    }

    @discardableResult
    private func reap() -> Int32 {
        // Waits without reaping, which must exclude `send`.
        var information = siginfo_t()
        while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
        let ended = status.withLock { status in
            if let status { return status }
            var word: Int32 = 0
            waitpid(processID, &word, 0)
            status = word
            return word
        }
        output.waitForEnd()
        return ended & 0x7F == 0 ? ended >> 8 & 0xFF : 128 + (ended & 0x7F)
    }
}

package struct ProcessError: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}

/// Lines that a thread reads from a pipe.
private final class Output: @unchecked Sendable {
    // `mutex` guards `read` and `isAtEnd`; `changed` is signalled whenever one of them changes.
    private var read: [String] = []
    private var isAtEnd = false
    private let mutex: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
    private let changed: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)
    private let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        pthread_create(
            &thread, nil,
            { context in
                Unmanaged<Output>.fromOpaque(context!).takeRetainedValue().readToEnd()
                return nil
            }, context)
        pthread_detach(thread)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    private func readToEnd() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        var rest: [UInt8] = []
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            rest += buffer[..<count]
            var lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            rest = Array(lines.removeLast())
            publish(lines.map { String(decoding: $0, as: UTF8.self) }, isAtEnd: false)
        }
        close(descriptor)
        publish(rest.isEmpty ? [] : [String(decoding: rest, as: UTF8.self)], isAtEnd: true)
    }

    private func publish(_ lines: [String], isAtEnd end: Bool) {
        pthread_mutex_lock(mutex)
        read += lines
        isAtEnd = end
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(mutex)
    }

    var lines: [String] {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return read
    }

    func wait(for condition: (String) -> Bool) -> String? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        var next = 0
        while true {
            while next < read.count {
                if condition(read[next]) { return read[next] }
                next += 1
            }
            if isAtEnd { return nil }
            pthread_cond_wait(changed, mutex)
        }
    }

    func waitForEnd() {
        pthread_mutex_lock(mutex)
        while !isAtEnd { pthread_cond_wait(changed, mutex) }
        pthread_mutex_unlock(mutex)
    }
}
