import ApplianceTesting
import Core
import FoundationEssentials
import Glibc
import Testing

@testable import Network

@Suite("FileWatch")
struct FileWatchTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.path + "/file" }

    init() throws { directory = try TemporaryDirectory() }

    private func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) }

    /// Watches while `body` runs, and returns when a change was told of.
    private func watch(since stamps: FileStamps, _ body: () throws -> Void) async throws {
        EventLoop.startInBackground()
        let (changes, change) = AsyncStream.makeStream(of: Void.self)
        let watch = await FileWatch([path], since: stamps, every: .milliseconds(5)) { change.yield() }
        try body()
        for await _ in changes { break }
        await watch.cancel()
    }

    @Test("tells of new content, a new file and a file that is gone", .timeLimit(.minutes(30)))
    func changes() async throws {
        try await watch(since: FileStamps([path])) { try write("one") }
        try await watch(since: FileStamps([path])) { try write("two") }
        try await watch(since: FileStamps([path])) { #expect(chmod(path, 0o640) == 0) }
        try await watch(since: FileStamps([path])) { #expect(unlink(path) == 0) }
    }

    @Test("tells of what changed before it began to look", .timeLimit(.minutes(30)))
    func earlier() async throws {
        try write("one")
        let stamps = FileStamps([path])
        try write("two")
        try await watch(since: stamps) {}
    }

    @Test("sees through a symbolic link", .timeLimit(.minutes(30)))
    func link() async throws {
        for name in ["one", "two"] {
            try Data(name.utf8).write(to: URL(filePath: directory.path + "/\(name)"))
        }
        #expect(symlink("one", path) == 0)
        try await watch(since: FileStamps([path])) {
            #expect(symlink("two", path + ".new") == 0)
            #expect(rename(path + ".new", path) == 0)
        }
    }

    @Test("has no news of what was read, and is quiet after the end")
    @LoopActor func quiet() async throws {
        EventLoop.startInBackground()
        let old = FileStamps([path])
        try write("one")
        var count = 0
        let watch = FileWatch([path], since: old, every: .milliseconds(1)) { count += 1 }
        watch.noteRead(FileStamps([path]))
        // Another watch looks at the same file as often, and has been told after two looks.
        try await self.watch(since: old) {}
        watch.cancel()
        #expect(count == 0)
    }
}
