internal import Glibc

/// A bounded queue between the threads that ask and the database threads that work.
///
/// `Lock` has no condition to sleep on, hence a mutex and a condition here.
final class JobQueue: @unchecked Sendable {
    // Guarded by `mutex`.
    private var jobs: [Job] = []
    private var isClosed = false
    private var sleepers = 0
    /// Who pushed a job will call `wake`.
    private var isWakePromised = false
    let limit: Int
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let hasWork: UnsafeMutablePointer<pthread_cond_t>

    init(limit: Int) {
        self.limit = limit
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        hasWork = .allocate(capacity: 1)
        hasWork.initialize(to: pthread_cond_t())
        precondition(pthread_mutex_init(mutex, nil) == 0 && pthread_cond_init(hasWork, nil) == 0, "BUG: mutex")
    }

    deinit {
        pthread_cond_destroy(hasWork)
        hasWork.deallocate()
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Jobs that wait.
    var depth: Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return jobs.count
    }

    /// - Throws: `StorageError.queueFull`, `.closed`.
    func push(_ job: Job) throws(StorageError) {
        if try append(job) { wake() }
    }

    /// As `push`, but whoever sleeps sleeps on until `wake`: for many who push one after the other.
    ///
    /// - Returns: whether somebody sleeps, and nobody who pushed before has promised to wake.
    /// - Throws: `StorageError.queueFull`, `.closed`.
    func append(_ job: Job) throws(StorageError) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        if isClosed { throw .closed }
        if jobs.count >= limit { throw .queueFull }
        jobs.append(job)
        // A thread that works looks again before it sleeps; only a sleeper needs the system call.
        if sleepers == 0 || isWakePromised { return false }
        isWakePromised = true
        return true
    }

    /// Wakes one of the threads that sleep.
    func wake() {
        pthread_mutex_lock(mutex)
        isWakePromised = false
        pthread_mutex_unlock(mutex)
        // Not with the mutex, for which the thread that wakes up would have to sleep again.
        pthread_cond_signal(hasWork)
    }

    /// Moves up to `count` of the oldest jobs into `batch`, which must be empty; sleeps while there is none.
    ///
    /// - Returns: false when the queue is closed and empty: there will be no more.
    func take(_ count: Int, into batch: inout [Job]) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard waitForJobs() else { return false }
        move(count, into: &batch)
        return true
    }

    /// As `take`, for one of several threads: leaves to those that sleep as many jobs each as it takes, and
    /// wakes one of them.
    func takeShare(atMost count: Int, into batch: inout [Job]) -> Bool {
        pthread_mutex_lock(mutex)
        guard waitForJobs() else {
            pthread_mutex_unlock(mutex)
            return false
        }
        let takers = 1 + sleepers
        move(min(count, (jobs.count + takers - 1) / takers), into: &batch)
        let leavesJobs = !jobs.isEmpty && sleepers > 0
        pthread_mutex_unlock(mutex)
        if leavesJobs { pthread_cond_signal(hasWork) }
        return true
    }

    /// With the mutex, which it gives up while it sleeps.
    ///
    /// - Returns: false when the queue is closed and empty.
    private func waitForJobs() -> Bool {
        while jobs.isEmpty {
            if isClosed { return false }
            sleepers += 1
            pthread_cond_wait(hasWork, mutex)
            sleepers -= 1
        }
        return true
    }

    /// With the mutex.
    private func move(_ count: Int, into batch: inout [Job]) {
        if jobs.count <= count {
            swap(&jobs, &batch)
        } else {
            batch.append(contentsOf: jobs.prefix(count))
            jobs.removeFirst(count)
        }
    }

    /// Takes no more jobs; those in it are still worked off.
    func close() {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        isClosed = true
        pthread_cond_broadcast(hasWork)
    }
}
