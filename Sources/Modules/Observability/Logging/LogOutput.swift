internal import Glibc

/// Where the log lines go.
package enum LogOutput: Sendable {
    /// A file descriptor that stays open, 1 for standard output.
    case descriptor(Int32)
    /// A test's hand: gets whole lines, on any thread, one call at a time.
    case sink(@Sendable ([UInt8]) -> Void)

    package static let standardOutput = LogOutput.descriptor(STDOUT_FILENO)

    /// Coloured text on a terminal, JSON everywhere else.
    package var naturalFormat: LogFormat {
        if case .descriptor(let descriptor) = self, isatty(descriptor) == 1 { .text(colours: true) } else { .json }
    }

    /// Writes everything; waits while a pipe is full. A closed output swallows the lines: there is nobody to tell.
    func write(_ bytes: [UInt8]) {
        switch self {
        case .sink(let sink): sink(bytes)
        case .descriptor(let descriptor):
            bytes.withUnsafeBytes { buffer in
                var rest = buffer[...]
                while !rest.isEmpty {
                    let next = UnsafeRawBufferPointer(rebasing: rest)
                    let written = Glibc.write(descriptor, next.baseAddress, next.count)
                    if written >= 0 {
                        rest = rest.dropFirst(written)
                    } else if errno == EAGAIN {
                        _ = waitUntilWritable(descriptor, milliseconds: -1)
                    } else if errno != EINTR {
                        return
                    }
                }
            }
        }
    }

    /// Whether `count` bytes can be written now without waiting: up to PIPE_BUF (4096) go into any pipe that polls as
    /// writable.
    func takesAtOnce(_ count: Int) -> Bool {
        switch self {
        case .sink: true
        case .descriptor(let descriptor): count <= 4096 && waitUntilWritable(descriptor, milliseconds: 0)
        }
    }

    private func waitUntilWritable(_ descriptor: Int32, milliseconds: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&request, 1, milliseconds) == 1 && request.revents & Int16(POLLOUT) != 0
    }
}
