internal import Glibc

/// A POSIX thread that runs one body to its end.
///
/// Not Foundation's `Thread` (ICU), and not a Swift task: the body blocks, which the concurrency pool forbids.
struct DatabaseThread: Sendable {
    private let thread: pthread_t

    init(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let start = Unmanaged.passRetained(Start(body))
        let code = pthread_create(
            &thread, nil,
            { argument in
                Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue().body()
                return nil
            }, start.toOpaque())
        precondition(code == 0, "BUG: no thread for the database (errno \(code))")
        self.thread = thread
    }

    /// Waits for its end. Once, by another thread; else `detach`.
    func join() { pthread_join(thread, nil) }

    /// Nobody will wait for it.
    func detach() { pthread_detach(thread) }

    private final class Start {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
