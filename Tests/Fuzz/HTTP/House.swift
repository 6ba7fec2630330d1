import Core
import Fuzzing
import Glibc
import Network

/// The server under test: one that has every kind of handler, low limits, and tells what it saw.
///
///     libFuzzer's thread: send a piece -- turn() --> loop thread: read it, answer -- connections = 0 --> next input
final class House: Sendable {
    static let shared = House()

    let port: UInt16
    private let seen: Lock<[Seen]>
    /// Posted when the last connection has gone.
    private let emptied: Signal

    private init() {
        let seen = Lock<[Seen]>([])
        let emptied = Signal()
        self.seen = seen
        self.emptied = emptied
        var observer = ServerObserver()
        observer.requestFinished = { finished in seen.withLock { $0.append(Seen(finished)) } }
        observer.requestMalformed = { malformed in seen.withLock { $0.append(Seen(malformed)) } }
        observer.internalError = { require(false, "an error inside: \($0)") }
        observer.connectionsChanged = { if $0 == 0 { emptied.post() } }
        EventLoop.startInBackground()
        port = Self.onLoop { [observer] in
            let router = Router()
            addRoutes(to: router)
            var settings = ServerSettings(listen: [ListenAddress(host: "127.0.0.1", port: 0)])
            settings.limits.head = 1024
            settings.limits.target = 256
            settings.limits.fields = 12
            settings.limits.body = 512
            let server = Server(router: router, settings: settings, observer: observer)
            do {
                try server.start()
            } catch {
                fatalError("no port: \(error)")
            }
            // For the life of the process.
            return Unmanaged.passRetained(server).takeUnretainedValue().addresses[0].port
        }
    }

    /// Returns when the loop has read what had come by now.
    func turn() { Self.onLoop {} }

    /// What was seen of the one connection, once it is gone.
    func waitUntilEmpty() -> [Seen] {
        emptied.wait()
        return seen.withLock { seen in
            defer { seen = [] }
            return seen
        }
    }

    @discardableResult
    private static func onLoop<Value: Sendable>(_ body: @escaping @Sendable @LoopActor () -> Value) -> Value {
        let done = Signal()
        let result = Lock<Value?>(nil)
        EventLoop.shared.post {
            let value = body()
            result.withLock { $0 = value }
            done.post()
        }
        done.wait()
        return result.withLock { $0! }
    }
}

/// A semaphore.
final class Signal: @unchecked Sendable {
    // POSIX semaphores are for any number of threads.
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func post() { sem_post(semaphore) }

    func wait() { while sem_wait(semaphore) != 0 {} }
}
