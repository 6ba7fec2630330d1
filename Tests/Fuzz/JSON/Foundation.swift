import Core
import Fuzzing

/// Where both must agree: not in the other encodings that Foundation guesses, nor beyond the depth that ours allows.
func compareWithFoundation(_ value: JSONValue?, _ text: [UInt8]) {
    if text.contains(0) || text.starts(with: [0xEF, 0xBB, 0xBF]) { return }
    let open = text.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
    if open > 64 { return }
    let reference = (try? JSON.decode(FoundationReading.self, from: text))?.value
    guard let read = value ?? reference else { return }
    // Of two members with the same name Foundation takes the first, without a look at the second, and ours the last.
    guard read.memberCount == text.count(where: { $0 == UInt8(ascii: ":") }) else { return }
    let agree = value.map { reference?.agrees(with: $0) == true } ?? hasTrailingComma(text)
    require(agree, "Foundation reads \(reference as Any), ours \(value as Any)")
}

/// Foundation forgives `{"a":1,}`.
private func hasTrailingComma(_ text: [UInt8]) -> Bool {
    let solid = text.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return zip(solid, solid.dropFirst()).contains { $0 == UInt8(ascii: ",") && ($1 == 0x7D || $1 == 0x5D) }
}

extension JSONValue {
    /// Members of all objects within.
    fileprivate var memberCount: Int {
        switch self {
        case .array(let elements): elements.reduce(0) { $0 + $1.memberCount }
        case .object(let members): members.values.reduce(members.count) { $0 + $1.memberCount }
        default: 0
        }
    }

    /// Whether it is the same value, all numbers taken as a Double.
    fileprivate func agrees(with other: JSONValue) -> Bool {
        switch (self, other) {
        case (.array(let mine), .array(let theirs)):
            mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.agrees(with: $1) }
        case (.object(let mine), .object(let theirs)):
            mine.count == theirs.count && mine.allSatisfy { theirs[$0.key]?.agrees(with: $0.value) == true }
        default:
            number == nil ? self == other : number == other.number
        }
    }

    private var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}

/// A value with every number read as a Double: Foundation's Int64 of 9223353720368517.574 is cut off, where the nearest
/// Double is the whole number above. 1E-999 it takes only as an Int64.
private struct FoundationReading: Decodable {
    let value: JSONValue

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let flag = try? container.decode(Bool.self) {
            value = .bool(flag)
        } else if let number = try? container.decode(Double.self) {
            value = .number(number)
        } else if let whole = try? container.decode(Int64.self) {
            value = .integer(whole)
        } else if let text = try? container.decode(String.self) {
            value = .string(text)
        } else if let elements = try? container.decode([FoundationReading].self) {
            value = .array(elements.map(\.value))
        } else {
            value = .object(try container.decode([String: FoundationReading].self).mapValues(\.value))
        }
    }
}
