import Glibc

/// A limit of another process, changed while it runs (prlimit(2)).
struct ProcessLimit {
    let processID: Int32
    let resource: __rlimit_resource

    private typealias Call =
        @convention(c) (pid_t, __rlimit_resource, UnsafePointer<rlimit>?, UnsafeMutablePointer<rlimit>?) -> Int32

    /// Behind _GNU_SOURCE, and so not in the module Glibc.
    private static let prlimit = unsafeBitCast(dlsym(nil, "prlimit"), to: Call.self)

    /// Descriptors that it may have open.
    static func files(of processID: Int32) -> ProcessLimit {
        ProcessLimit(processID: processID, resource: RLIMIT_NOFILE)
    }

    /// Bytes that any of its files may have.
    static func fileSize(of processID: Int32) -> ProcessLimit {
        ProcessLimit(processID: processID, resource: RLIMIT_FSIZE)
    }

    /// Nil: as much as the process may allow itself.
    func set(_ value: UInt?) throws {
        var limit = rlimit()
        guard Self.prlimit(processID, resource, nil, &limit) == 0 else { throw failure }
        limit.rlim_cur = value.map { min($0, limit.rlim_max) } ?? limit.rlim_max
        guard Self.prlimit(processID, resource, &limit, nil) == 0 else { throw failure }
    }

    private var failure: FixtureError { FixtureError(path: "prlimit", code: errno) }
}
