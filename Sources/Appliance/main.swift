internal import Glibc

// A peer that is gone must be an error of write(), not the end of the process.
signal(SIGPIPE, SIG_IGN)
// So must be a file that has reached the size that it may have (ulimit -f).
signal(SIGXFSZ, SIG_IGN)

do {
    exit(try CommandTable.run(Array(CommandLine.arguments.dropFirst())).rawValue)
} catch let failure as Failure {
    Terminal.complain(failure.reason)
    exit(failure.code.rawValue)
} catch {
    Terminal.complain("mimic: \(error)")
    exit(ExitCode.failure.rawValue)
}
