internal import Glibc

/// Work that is done at once, each piece on a thread of its own that ends with it.
///
/// Not Dispatch's `concurrentPerform`: whoever calls may be on one of the few threads that tasks share, and that counts them.
enum Parallel {
    /// `transform` of each element, in their order. Blocks until the last is done.
    static func map<Element: Sendable, Value: Sendable>(
        _ elements: [Element], _ transform: @escaping @Sendable (Element) -> Value
    ) -> [Value] {
        let pieces = elements.map { element in Piece { transform(element) } }
        // The last one is for the caller, who would only wait.
        let threads = pieces.dropLast().map(\.started)
        pieces.last?.run()
        for thread in threads { pthread_join(thread, nil) }
        return pieces.map(\.value)
    }

    /// Written by its thread before the end that the caller waits for, read after.
    private final class Piece<Value: Sendable>: @unchecked Sendable {
        private let body: @Sendable () -> Value
        private var result: Value?

        init(_ body: @escaping @Sendable () -> Value) { self.body = body }

        func run() { result = body() }

        var value: Value {
            guard let result else { fatalError("BUG: a piece of work was not done") }
            return result
        }

        var started: pthread_t {
            var thread = pthread_t()
            let start = Start { self.run() }
            let status = pthread_create(
                &thread, nil,
                { argument in
                    Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue().body()
                    return nil
                }, Unmanaged.passRetained(start).toOpaque())
            precondition(status == 0, "BUG: pthread_create: \(status)")
            return thread
        }
    }

    private final class Start: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
