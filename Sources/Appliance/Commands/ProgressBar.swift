internal import Core
internal import Glibc

/// How far a long command is, in the last line of standard error; only on a terminal, and only after a second.
struct ProgressBar {
    private let title: String
    private let total: Int
    private let unit: String
    private let isShown = isatty(STDERR_FILENO) == 1
    private var next = ContinuousClock.now + .seconds(1)
    private var isDrawn = false

    /// - Parameter unit: what is counted, in the plural.
    init(_ title: String, of total: Int, _ unit: String) {
        self.title = title
        self.total = total
        self.unit = unit
    }

    mutating func show(_ done: Int) {
        guard isShown, case let now = ContinuousClock.now, now >= next else { return }
        next = now + .milliseconds(100)
        isDrawn = true
        let width = 30
        let filled = total == 0 ? width : done * width / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        Terminal.show("\r\(title) \(bar) \(done) of \(total) \(unit)")
    }

    /// ECMA-48 §8.3.41 (EL) erases the line.
    func clear() {
        if isDrawn { Terminal.show("\r\u{1B}[K") }
    }
}
