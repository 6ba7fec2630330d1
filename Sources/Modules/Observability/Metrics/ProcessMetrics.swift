internal import Glibc

/// The `process_*` metrics that every Prometheus client has, read from /proc (proc(5)) when rendered, and `build_info`.
package enum ProcessMetrics {
    package static func register(in metrics: Metrics, version: String) {
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        let pageSize = Double(sysconf(Int32(_SC_PAGESIZE)))
        metrics.computedCounter("process_cpu_seconds_total", help: "User and system CPU time spent, in seconds.") {
            ProcessStatus.read().map { Double($0.userTicks + $0.systemTicks) / ticks }
        }
        metrics.computedGauge("process_resident_memory_bytes", help: "Resident memory size in bytes.") {
            ProcessStatus.read().map { Double($0.residentPages) * pageSize }
        }
        metrics.computedGauge("process_virtual_memory_bytes", help: "Virtual memory size in bytes.") {
            ProcessStatus.read().map { Double($0.virtualBytes) }
        }
        metrics.computedGauge("process_open_fds", help: "Number of open file descriptors.") {
            openDescriptors().map(Double.init)
        }
        metrics.computedGauge("process_max_fds", help: "Maximum number of open file descriptors.") {
            var limit = rlimit()
            return getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 ? Double(limit.rlim_cur) : nil
        }
        metrics.computedGauge(
            "process_start_time_seconds", help: "Start time of the process since the Unix epoch, in seconds."
        ) {
            guard let status = ProcessStatus.read(), let boot = bootTime() else { return nil }
            return boot + Double(status.startTicks) / ticks
        }
        metrics.gauge("build_info", help: "The version that runs; always 1.", labels: ["version"]).set(1, version)
    }

    /// Entries of /proc/self/fd, less the one that reading it opens.
    private static func openDescriptors() -> Int? {
        guard let directory = opendir("/proc/self/fd") else { return nil }
        defer { closedir(directory) }
        var count = 0
        while let entry = readdir(directory) {
            if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
        }
        return count - 1
    }

    /// Seconds since 1970 at which the machine started: what the process's start is counted from.
    private static func bootTime() -> Double? {
        var real = timespec()
        var boot = timespec()
        guard clock_gettime(CLOCK_REALTIME, &real) == 0, clock_gettime(CLOCK_BOOTTIME, &boot) == 0 else { return nil }
        return Double(real.tv_sec - boot.tv_sec) + Double(real.tv_nsec - boot.tv_nsec) / 1e9
    }
}

/// What /proc/self/stat says of this process.
struct ProcessStatus: Equatable {
    let userTicks: UInt64
    let systemTicks: UInt64
    let startTicks: UInt64
    let virtualBytes: UInt64
    let residentPages: UInt64

    /// Nil when the text has not the shape of proc(5). The second column, the command in parentheses, may hold anything:
    /// columns are counted from the last `)`.
    init?(_ text: String) {
        guard let end = text.lastIndex(of: ")") else { return nil }
        let columns = text[text.index(after: end)...].split { $0 == " " || $0 == "\n" }
        // proc(5) numbers from 1, and the first column here is its third.
        func column(_ number: Int) -> UInt64? { columns.count > number - 3 ? UInt64(columns[number - 3]) : nil }
        guard let user = column(14), let system = column(15), let start = column(22), let virtual = column(23),
            let resident = column(24)
        else { return nil }
        userTicks = user
        systemTicks = system
        startTicks = start
        virtualBytes = virtual
        residentPages = resident
    }

    static func read() -> ProcessStatus? {
        let descriptor = open("/proc/self/stat", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return nil }
        return ProcessStatus(String(decoding: buffer[..<count], as: UTF8.self))
    }
}
