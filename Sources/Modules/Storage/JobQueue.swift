internal import Glibc

/// A bounded queue between the threads that ask and the database threads that work.
///
/// `Lock` has no condition to sleep on, hence a mutex and a condition here.
final class JobQueue: @unchecked Sendable {
    // Guarded by `mutex`.
    private var jobs: [any Job] = []
    private var isClosed = false
    private var sleepers = 0
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
    func push(_ job: any Job) throws(StorageError) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        if isClosed { throw .closed }
        if jobs.count >= limit { throw .queueFull }
        jobs.append(job)
        // A thread that works looks again before it sleeps; only a sleeper needs the system call.
        if sleepers > 0 { pthread_cond_signal(hasWork) }
    }

    /// Moves up to `count` of the oldest jobs into `batch`, which must be empty; sleeps while there is none.
    ///
    /// - Returns: false when the queue is closed and empty: there will be no more.
    func take(_ count: Int, into batch: inout [any Job]) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while jobs.isEmpty {
            if isClosed { return false }
            sleepers += 1
            pthread_cond_wait(hasWork, mutex)
            sleepers -= 1
        }
        if jobs.count <= count {
            swap(&jobs, &batch)
        } else {
            batch.append(contentsOf: jobs.prefix(count))
            jobs.removeFirst(count)
        }
        return true
    }

    /// Takes no more jobs; those in it are still worked off.
    func close() {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        isClosed = true
        pthread_cond_broadcast(hasWork)
    }
}
