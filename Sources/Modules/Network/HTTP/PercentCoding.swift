internal import Hashing

/// Percent-encoding of paths and queries (RFC 3986 §2.1).
package enum PercentCoding {
    /// Nil when a `%` is not followed by two hex digits, or the bytes are not UTF-8.
    static func decode(_ bytes: some RandomAccessCollection<UInt8>, plusIsSpace: Bool = false) -> String? {
        guard bytes.contains(where: { $0 == UInt8(ascii: "%") || (plusIsSpace && $0 == UInt8(ascii: "+")) }) else {
            return String(validating: bytes, as: UTF8.self)
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                let digits = bytes[index...].dropFirst().prefix(2)
                guard digits.count == 2, let high = ASCII.hexValue(digits.first!),
                    let low = ASCII.hexValue(digits.last!)
                else { return nil }
                decoded.append(high << 4 | low)
                index = digits.endIndex
            } else {
                decoded.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                bytes.formIndex(after: &index)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    /// Decodes one text, as `decode` does for a part of a head.
    package static func decode(_ text: String) -> String? { decode(Array(text.utf8)) }

    /// For a value in a query or one segment of a path: everything but RFC 3986's unreserved characters.
    package static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): encoded.append(byte)
            case _ where ASCII.isDigit(byte) || ASCII.isLetter(byte): encoded.append(byte)
            default: encoded += Array("%\(Hex.encode([byte]).uppercased())".utf8)
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Whether every `%` has its two digits and none of them hides a NUL.
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%") {
                guard index + 2 < bytes.count, let high = ASCII.hexValue(bytes[index + 1]),
                    let low = ASCII.hexValue(bytes[index + 2]), high | low != 0
                else { return false }
                index += 3
            } else {
                index += 1
            }
        }
        return true
    }
}
