import Core
import Glibc
import Testing

@testable import Network

@Suite("EventLoop")
struct EventLoopTests {
    init() { EventLoop.startInBackground() }

    @Test("runs what is posted from one thread in its order")
    func order() async {
        let seen = Lock<[Int]>([])
        await withUnsafeContinuation { done in
            for number in 0..<1000 {
                EventLoop.shared.post { seen.withLock { $0.append(number) } }
            }
            EventLoop.shared.post { done.resume() }
        }
        #expect(seen.withLock { $0 } == Array(0..<1000))
    }

    @Test("resumes on the loop after work on another thread")
    @LoopActor func worker() async throws {
        let value = try await onWorker { 6 * 7 }
        LoopActor.assertIsolated()
        #expect(value == 42)
        await #expect(throws: CancellationError.self) { try await onWorker { throw CancellationError() } }
        LoopActor.assertIsolated()
    }

    @Test("keeps its own tasks on the loop wherever they wait, and also without an isolation")
    func ownTasks() async {
        let places = Lock<[Bool]>([])
        @concurrent func elsewhere() async { places.withLock { $0.append(EventLoop.shared.isOnLoopThread) } }
        await withUnsafeContinuation { done in
            Task.onLoop {
                await elsewhere()
                _ = try? await onWorker {}
                await elsewhere()
                done.resume()
            }
        }
        #expect(places.withLock { $0 } == [true, true])
    }

    @Test("resumes a caller that is not on the loop, too")
    func workerFromElsewhere() async throws {
        #expect(try await onWorker { "done" } == "done")
    }

    @Test("fires timers in the order of their times, repeating ones until cancelled")
    @LoopActor func timers() async {
        var fired: [Int] = []
        _ = LoopTimer(after: .milliseconds(12)) { fired.append(3) }
        _ = LoopTimer(after: .milliseconds(2)) { fired.append(1) }
        let cancelled = LoopTimer(after: .milliseconds(6)) { fired.append(2) }
        cancelled.cancel()
        cancelled.cancel()
        await sleep(for: .milliseconds(20))
        #expect(fired == [1, 3])
        var count = 0
        await withUnsafeContinuation { done in
            var timer: LoopTimer?
            timer = LoopTimer(after: .zero, repeating: .milliseconds(1)) {
                count += 1
                if count == 3 {
                    timer?.cancel()
                    timer = nil
                    done.resume()
                }
            }
        }
        #expect(count == 3)
    }

    @Test("polls between tasks that make each other work for ever")
    @LoopActor func fairness() async {
        let busy = Task { @LoopActor in
            var turns = 0
            while !Task.isCancelled {
                turns += 1
                await Task.yield()
            }
            return turns
        }
        await sleep(for: .milliseconds(5))
        busy.cancel()
        #expect(await busy.value > 0)
    }

    // The loop is the process's: in the turn that is held up another test may start a server, which takes `onLag`, read
    // the longest turn, or send a signal, which spoils the measure. So there is more than one try. By what is not asked.
    @Test("tells how long the loop was held up")
    @LoopActor func watchdog() async {
        let clock = ContinuousClock()
        let seen = Seen()
        let before = EventLoop.shared.onLag
        for _ in 0..<100 where seen.lag < 0.06 || seen.longestTurn < 0.06 {
            await withUnsafeContinuation { held in
                EventLoop.shared.post {
                    EventLoop.shared.onLag = { seconds, _ in seen.lag = max(seen.lag, seconds) }
                    let start = clock.now
                    while clock.now - start < .milliseconds(60) {}
                    held.resume()
                }
            }
            await sleep(for: .milliseconds(1))  // a turn is measured at its end
            seen.longestTurn = max(seen.longestTurn, EventLoop.shared.takeLongestTurn())
        }
        EventLoop.shared.onLag = before
        #expect(seen.lag >= 0.06)
        #expect(seen.longestTurn >= 0.06)
    }

    @Test("a turn in which a signal came is marked, so that it is not measured")
    @LoopActor func interrupted() async throws {
        var watcher: SignalWatcher?
        let wasMarked = try await withUnsafeThrowingContinuation { (done: UnsafeContinuation<Bool, any Error>) in
            do throws(UVError) {
                watcher = try SignalWatcher(SIGUSR2) { done.resume(returning: EventLoop.shared.wasInterrupted) }
                kill(getpid(), SIGUSR2)
            } catch {
                done.resume(throwing: error)
            }
        }
        watcher?.cancel()
        #expect(wasMarked)
    }

    @LoopActor private final class Seen {
        var lag = 0.0
        var longestTurn = 0.0
    }
}

@Suite("Turns of the loop")
struct TurnMeterTests {
    @Test("are busy for as long as they did not wait")
    func busy() {
        var meter = TurnMeter()
        meter.begin(at: 1000, idleTime: 100)
        #expect(meter.end(at: 1500, idleTime: 400, wasInterrupted: false) == 200)
        #expect(meter.end(at: 1600, idleTime: 500, wasInterrupted: false) == 0)
        #expect(meter.end(at: 1700, idleTime: 500, wasInterrupted: false) == 100)
        #expect(meter.takeLongest() == 200)
        #expect(meter.takeLongest() == 0)
    }

    @Test("that a signal ended are not measured, for libuv forgets how long it waited before")
    func interrupted() {
        var meter = TurnMeter()
        meter.begin(at: 0, idleTime: 0)
        #expect(meter.end(at: 60_000_000_000, idleTime: 0, wasInterrupted: true) == 0)
        #expect(meter.takeLongest() == 0)
        #expect(meter.end(at: 60_000_000_005, idleTime: 0, wasInterrupted: false) == 5)
    }
}
