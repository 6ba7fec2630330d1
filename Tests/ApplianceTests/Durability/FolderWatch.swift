import Glibc

/// Counts what happens to the files of a folder, by inotify(7): the moments within a COMMIT, a start or a stop that
/// cannot be seen over the network.
final class FolderWatch: Sendable {
    /// Writes alone: each is one `write` of SQLite to a file, several to a COMMIT.
    static let writes = UInt32(IN_MODIFY)
    /// Opening, reading, writing, closing, making and removing.
    static let everything: UInt32 = 0xFFF  // IN_ALL_EVENTS, a macro that Swift does not import

    private let notifications: Int32
    /// A pipe: what is written into it ends the wait.
    private let cancellation: (read: Int32, write: Int32)

    /// Watches from now on. Not the folders within.
    init(_ path: String, for events: UInt32) throws {
        notifications = inotify_init1(Int32(IN_CLOEXEC))
        var ends: [Int32] = [-1, -1]
        guard notifications >= 0, pipe(&ends) == 0 else { throw FixtureError(path: path, code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        cancellation = (ends[0], ends[1])
        guard inotify_add_watch(notifications, path, events) >= 0 else { throw FixtureError(path: path, code: errno) }
    }

    deinit {
        close(notifications)
        close(cancellation.read)
        close(cancellation.write)
    }

    /// Blocks until `count` more events were told, or `cancel` was called, even before.
    ///
    /// - Returns: false when it was cancelled.
    @discardableResult
    func wait(for count: Int) -> Bool {
        var missing = count
        var buffer = [UInt8](repeating: 0, count: 4096)
        while missing > 0 {
            var sources = [
                pollfd(fd: notifications, events: Int16(POLLIN), revents: 0),
                pollfd(fd: cancellation.read, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&sources, 2, -1) >= 0 || errno == EINTR else { return false }
            if sources[1].revents != 0 { return false }
            guard sources[0].revents != 0 else { continue }
            missing -= Self.count(in: buffer.prefix(max(0, read(notifications, &buffer, buffer.count))))
        }
        return true
    }

    func cancel() { write(cancellation.write, [1], 1) }

    /// Events are of different lengths: the fixed part, whose last word says how long the name after it is.
    private static func count(in bytes: ArraySlice<UInt8>) -> Int {
        let head = MemoryLayout<inotify_event>.size
        var count = 0
        var offset = bytes.startIndex
        while offset + head <= bytes.endIndex {
            let nameLength = bytes[(offset + head - 4)..<(offset + head)].reversed().reduce(0) { $0 << 8 | Int($1) }
            offset += head + nameLength
            count += 1
        }
        return count
    }
}
