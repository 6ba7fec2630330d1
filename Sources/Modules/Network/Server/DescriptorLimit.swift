internal import Glibc

/// How many files and sockets the process may have open (`ulimit -n`), and what of it connections may take.
package enum DescriptorLimit {
    /// Kept for the database, logs, calls to elsewhere and the few connections of `HTTPSRedirect`: without one of these there would be no play to go on with.
    package static let reserved = 128
    /// The fewest connections that are worth a start.
    package static let fewestConnections = 16

    /// The soft limit; more than a million counts as a million.
    package static var current: Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(min(limit.rlim_cur, 1 << 20))
    }

    /// How many connections the limit leaves room for; none at worst.
    package static var connections: Int { max(0, current - reserved) }

    /// Raises the soft limit, as far as the hard one allows, until it leaves room for so many connections.
    ///
    /// Shells and services are given 1,024 by default for the sake of programs that use `select`; we do not.
    package static func raise(for connections: Int) {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return }
        let wanted = rlim_t(connections + reserved)
        guard limit.rlim_cur < wanted else { return }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        // Where it is refused the old limit holds, and the caller tells what that means.
        _ = setrlimit(resource, &limit)
    }
}
