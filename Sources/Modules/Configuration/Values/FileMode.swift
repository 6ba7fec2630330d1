/// Permissions of a file, as chmod(1) writes them: `0660`.
package struct FileMode: Sendable, Hashable, CustomStringConvertible {
    /// 0...0o777.
    package let bits: UInt32

    package init(_ bits: UInt32) { self.bits = bits }

    /// Nil for what is not three octal digits, with or without a zero before them.
    package init?(_ text: String) {
        let digits = text.count == 4 && text.hasPrefix("0") ? text.dropFirst() : text[...]
        guard digits.count == 3, digits.utf8.allSatisfy({ (0x30...0x37).contains($0) }),
            let bits = UInt32(digits, radix: 8)
        else { return nil }
        self.bits = bits
    }

    package var description: String {
        let digits = String(bits, radix: 8)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
