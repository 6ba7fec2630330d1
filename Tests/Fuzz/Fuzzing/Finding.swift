/// What every fuzz target is about: when `holds` is false, the process ends, and libFuzzer keeps the input that did it.
package func require(_ holds: Bool, _ finding: @autoclosure () -> String) {
    if !holds { fatalError("FINDING: \(finding())") }
}

/// The input of one run, copied out of libFuzzer's memory.
package func input(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
}
