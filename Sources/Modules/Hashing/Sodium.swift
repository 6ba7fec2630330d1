internal import CSodium

/// libsodium must be initialised once before its first use; every entry of this module touches this.
enum Sodium {
    static let isReady: Bool = {
        guard sodium_init() >= 0 else { fatalError("BUG: libsodium did not initialise") }
        return true
    }()
}

/// Random bytes from the operating system's generator.
package func randomBytes(_ count: Int) -> [UInt8] {
    precondition(Sodium.isReady)
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
}

/// Compares without telling by its duration where the first difference is. Unequal lengths are unequal at once.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    if left.isEmpty { return true }
    return sodium_memcmp(left, right, left.count) == 0
}
