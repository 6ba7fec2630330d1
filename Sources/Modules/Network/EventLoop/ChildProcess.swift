internal import CUV
internal import Glibc

// DESIGN
//
//   run -> uv_spawn ... input written, pipe closed; output read; the end told by libuv
//       -> finish: when the process has ended and its output is at its end, or a limit was met
//
// All on the loop thread. Each handle of libuv holds the object from its opening to its close callback.

/// Another program, started without a shell: it is given bytes and gives bytes back. Of the environment it gets PATH and a
/// UTF-8 locale only, so that no secret of ours is handed on.
@LoopActor
package final class ChildProcess {
    package struct Limits: Sendable {
        /// From the start to the end of the process.
        package var time: Duration
        /// Bytes.
        package var output: Int

        package init(time: Duration, output: Int) {
            self.time = time
            self.output = output
        }
    }

    package enum Failure: Error, Equatable, Sendable {
        /// No such program in PATH, or no such file.
        case notFound
        case notStarted(reason: String)
        /// Ended by us.
        case timedOut
        /// Ended by us.
        case tooMuchOutput(limit: Int)
        /// By itself, with a code other than 0 and the first line of what it complained about.
        case ended(code: Int, complaint: String)
        case killed(signal: Int)
    }

    private let process = UnsafeMutablePointer<uv_process_t>.allocate(capacity: 1)
    /// Input, output and complaints; nil from the moment each is closed.
    private var pipes: [UnsafeMutablePointer<uv_stream_t>?] = []
    private let chunk = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 65536)
    private let input: [UInt8]
    private let limits: Limits
    private var output: [UInt8] = []
    private var complaint: [UInt8] = []
    private var timer: LoopTimer?
    private var openOutputs = 2
    private var status: (code: Int64, signal: Int32)?
    private var failure: Failure?
    private var continuation: UnsafeContinuation<Result<[UInt8], Failure>, Never>?

    /// Runs `program` (found in PATH when it has no slash) with `input` as its standard input, and gives its standard output.
    ///
    /// It leads a process group of its own, all of which ends with it when a limit is met.
    package static func run(
        _ program: String, _ arguments: [String], input: [UInt8], limits: Limits
    ) async throws(Failure) -> [UInt8] {
        let child = ChildProcess(input: input, limits: limits)
        let result = await withUnsafeContinuation { continuation in
            child.continuation = continuation
            child.start(program, arguments)
        }
        return try result.get()
    }

    private init(input: [UInt8], limits: Limits) {
        self.input = input
        self.limits = limits
    }

    private func start(_ program: String, _ arguments: [String]) {
        pipes = (0..<3).map { _ in UnsafeMutablePointer<uv_stream_t>.allocate(UV_NAMED_PIPE) }
        for pipe in pipes { pipe!.pointee.data = Unmanaged.passRetained(self).toOpaque() }
        process.initialize(to: uv_process_t())
        let status = spawn([program] + arguments)
        // Also after a failure libuv has the handle, which must be closed.
        process.pointee.data = Unmanaged.passRetained(self).toOpaque()
        guard status == 0 else {
            let isMissing = status == UV_ENOENT.rawValue
            failure = isMissing ? .notFound : .notStarted(reason: UVError(status).description)
            return finish()
        }
        timer = LoopTimer(after: limits.time) { [weak self] in self?.abandon(.timedOut) }
        for pipe in pipes.dropFirst() { read(pipe!) }
        write()
    }

    private func spawn(_ words: [String]) -> Int32 {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
        func copied(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { text in strdup(text) } + [nil] }
        var arguments = copied(words)
        var environment = copied(["PATH=\(path)", "LC_ALL=C.UTF-8"])
        defer { for text in arguments + environment { free(text) } }
        var stdio = pipes.enumerated().map { index, pipe in
            var container = uv_stdio_container_t()
            // Of the child's view: it reads the first, and writes the others.
            let way = index == 0 ? UV_READABLE_PIPE : UV_WRITABLE_PIPE
            container.flags = uv_stdio_flags(UV_CREATE_PIPE.rawValue | way.rawValue)
            container.data.stream = pipe
            return container
        }
        return arguments.withUnsafeMutableBufferPointer { arguments in
            environment.withUnsafeMutableBufferPointer { environment in
                stdio.withUnsafeMutableBufferPointer { stdio in
                    var options = uv_process_options_t()
                    options.file = UnsafePointer(arguments[0])
                    options.args = arguments.baseAddress
                    options.env = environment.baseAddress
                    options.stdio = stdio.baseAddress
                    options.stdio_count = 3
                    options.flags = UV_PROCESS_DETACHED.rawValue
                    options.exit_cb = { process, code, signal in
                        let reference = Unmanaged<ChildProcess>.fromOpaque(process!.pointee.data)
                        LoopActor.assumeIsolated { reference.takeUnretainedValue().didEnd(code, signal) }
                    }
                    return uv_spawn(EventLoop.shared.loop, process, &options)
                }
            }
        }
    }

    private func read(_ pipe: UnsafeMutablePointer<uv_stream_t>) {
        uv_read_start(
            pipe,
            { handle, _, buffer in
                let reference = Unmanaged<ChildProcess>.fromOpaque(handle!.pointee.data)
                LoopActor.assumeIsolated {
                    let chunk = reference.takeUnretainedValue().chunk
                    buffer!.pointee = uv_buf_init(chunk.baseAddress, UInt32(chunk.count))
                }
            },
            { stream, count, _ in
                let reference = Unmanaged<ChildProcess>.fromOpaque(stream!.pointee.data)
                LoopActor.assumeIsolated { reference.takeUnretainedValue().didRead(count, from: stream!) }
            })
    }

    private func didRead(_ count: Int, from pipe: UnsafeMutablePointer<uv_stream_t>) {
        guard count >= 0 else {
            uv_read_stop(pipe)
            openOutputs -= 1
            return finishIfDone()
        }
        let bytes = UnsafeRawBufferPointer(chunk)[..<count]
        if pipe == pipes[1] {
            guard output.count + count <= limits.output else {
                return abandon(.tooMuchOutput(limit: limits.output))
            }
            output += bytes
        } else {
            // A kilobyte tells what is wrong; the rest is read and dropped, so that it does not wait for us.
            complaint += bytes.prefix(1024 - complaint.count)
        }
    }

    private func write() {
        guard !input.isEmpty else { return closeInput() }
        let request = UnsafeMutablePointer<uv_write_t>.allocate(capacity: 1)
        request.pointee.data = Unmanaged.passRetained(self).toOpaque()
        // `self`, held by the request, holds the bytes, which nobody changes.
        let buffer = input.withUnsafeBytes { bytes in
            uv_buf_init(
                UnsafeMutableRawPointer(mutating: bytes.baseAddress!).assumingMemoryBound(to: CChar.self),
                UInt32(bytes.count))
        }
        let status = uv_write(request, pipes[0]!, [buffer], 1) { request, _ in
            let reference = Unmanaged<ChildProcess>.fromOpaque(request!.pointee.data)
            request!.deallocate()
            // A program that does not read its input says by its code what it thinks of it.
            LoopActor.assumeIsolated { reference.takeRetainedValue().closeInput() }
        }
        if status != 0 {
            Unmanaged<ChildProcess>.fromOpaque(request.pointee.data).release()
            request.deallocate()
            closeInput()
        }
    }

    private func closeInput() { closePipe(0) }

    private func didEnd(_ code: Int64, _ signal: Int32) {
        status = (code, signal)
        finishIfDone()
    }

    /// Ends the process and all that it started.
    private func abandon(_ failure: Failure) {
        guard self.failure == nil, continuation != nil else { return }
        self.failure = failure
        // The group is there as long as one of it is, also when its leader has ended.
        kill(-process.pointee.pid, SIGKILL)
        finishIfDone()
    }

    private func finishIfDone() {
        // After a limit nobody waits for the end of an output that a grandchild may hold.
        guard let status, openOutputs == 0 || failure != nil else { return }
        if failure == nil {
            let line = complaint.prefix { $0 != UInt8(ascii: "\n") }
            if status.signal != 0 {
                failure = .killed(signal: Int(status.signal))
            } else if status.code != 0 {
                failure = .ended(code: Int(status.code), complaint: String(decoding: line, as: UTF8.self))
            }
        }
        finish()
    }

    private func finish() {
        guard let continuation else { return }
        self.continuation = nil
        timer?.cancel()
        for index in pipes.indices { closePipe(index) }
        // Nothing is read from a closed pipe.
        chunk.deallocate()
        uv_close(UnsafeMutableRawPointer(process).assumingMemoryBound(to: uv_handle_t.self)) { handle in
            Unmanaged<ChildProcess>.fromOpaque(handle!.pointee.data).release()
            UnsafeMutableRawPointer(handle!).assumingMemoryBound(to: uv_process_t.self).deallocate()
        }
        continuation.resume(returning: failure.map { .failure($0) } ?? .success(output))
    }

    private func closePipe(_ index: Int) {
        guard let pipe = pipes[index] else { return }
        pipes[index] = nil
        uv_close(UnsafeMutableRawPointer(pipe).assumingMemoryBound(to: uv_handle_t.self)) { handle in
            Unmanaged<ChildProcess>.fromOpaque(handle!.pointee.data).release()
            UnsafeMutableRawPointer(handle!).deallocate()
        }
    }
}
