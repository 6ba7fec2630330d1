internal import Core
internal import Hashing

/// Where the trace id of a request comes from. Text is made only when somebody asks.
enum TraceSource: Equatable {
    /// 128 random bits of ours.
    case generated(UInt64, UInt64)
    /// A range of the head, of 1-64 of `[A-Za-z0-9_-]`.
    case given(Range<Int>)
    /// The same from `traceparent`, with the caller's span and flags at their fixed places.
    case parent(Range<Int>)
}

/// Ids that are unique and cannot be guessed from the clock: xoshiro256** (Blackman, Vigna), seeded once from the
/// operating system, because a system call for each request costs more than the rest of the head.
@LoopActor
struct TraceIDGenerator {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    init() {
        let seed = randomBytes(32)
        func word(_ index: Int) -> UInt64 { seed[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        state = (word(0) | 1, word(1), word(2), word(3))
    }

    mutating func next() -> UInt64 {
        func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
        let result = rotated(state.1 &* 5, 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, 45)
        return result
    }
}

extension HTTPRequest {
    /// An incoming `traceparent` wins; else `X-Trace-Id` or `X-Request-Id` if it is well formed; else a new id.
    func chooseTrace(_ generator: inout TraceIDGenerator) {
        spanID = generator.next()
        if let range = known.traceparent, let trace = traceparentTrace(range) {
            traceSource = .parent(trace)
        } else if let range = known.traceID, isTraceID(range) {
            traceSource = .given(range)
        } else if let range = known.requestID, isTraceID(range) {
            traceSource = .given(range)
        } else {
            traceSource = .generated(generator.next(), generator.next())
        }
    }

    private func isTraceID(_ range: Range<Int>) -> Bool {
        (1...64).contains(range.count)
            && bytes(range).allSatisfy {
                ASCII.isDigit($0) || ASCII.isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }

    /// The trace id within `00-<32 hex>-<16 hex>-<2 hex>` (W3C Trace Context §3.2); nil when it is malformed, all zero,
    /// or of the forbidden version ff. A later version may be longer.
    private func traceparentTrace(_ range: Range<Int>) -> Range<Int>? {
        let value = head[range]
        let start = range.lowerBound
        guard value.count >= 55, value[start + 2] == UInt8(ascii: "-"), value[start + 35] == UInt8(ascii: "-"),
            value[start + 52] == UInt8(ascii: "-")
        else { return nil }
        func isHex(_ range: Range<Int>) -> Bool {
            value[range].allSatisfy { ASCII.isDigit($0) || ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "f")) }
        }
        func isZero(_ range: Range<Int>) -> Bool { value[range].allSatisfy { $0 == UInt8(ascii: "0") } }
        let version = start..<start + 2
        let trace = start + 3..<start + 35
        let span = start + 36..<start + 52
        guard isHex(version), isHex(trace), isHex(span), isHex(start + 53..<start + 55), !isZero(trace), !isZero(span)
        else { return nil }
        if value[version].allSatisfy({ $0 == UInt8(ascii: "f") }) { return nil }
        if isZero(version) {
            guard value.count == 55 else { return nil }
        } else if value.count > 55 {
            guard value[start + 55] == UInt8(ascii: "-") else { return nil }
        }
        return trace
    }

    func makeTraceContext() -> TraceContext {
        let span = Hex.encode(spanID)
        switch traceSource {
        case .generated(let high, let low):
            return TraceContext(traceID: Hex.encode(high, low), spanID: span)
        case .given(let range):
            return TraceContext(traceID: text(range), spanID: span)
        case .parent(let range):
            let flags = ASCII.hexValue(head[range.upperBound + 19]) ?? 0
            return TraceContext(
                traceID: text(range), spanID: span,
                parentSpanID: text(range.upperBound + 1..<range.upperBound + 17), isSampled: flags & 1 == 1)
        }
    }
}

extension Hex {
    /// 16 digits of each.
    fileprivate static func encode(_ words: UInt64...) -> String {
        String(unsafeUninitializedCapacity: 16 * words.count) { buffer in
            let memory = UnsafeMutableRawBufferPointer(buffer)
            for (index, word) in words.enumerated() {
                let (high, low) = (UInt32(truncatingIfNeeded: word >> 32), UInt32(truncatingIfNeeded: word))
                memory.storeBytes(of: ASCII.hexDigits(high), toByteOffset: 16 * index, as: UInt64.self)
                memory.storeBytes(of: ASCII.hexDigits(low), toByteOffset: 16 * index + 8, as: UInt64.self)
            }
            return memory.count
        }
    }
}
