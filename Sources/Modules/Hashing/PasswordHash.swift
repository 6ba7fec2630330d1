internal import CSodium

/// Argon2id (RFC 9106) with libsodium's interactive limits: about 64 MiB and a tenth of a second.
///
/// Slow on purpose: call on a worker, never on the loop.
package enum PasswordHash {
    /// A self-describing string, at most 128 ASCII bytes. Nil when the memory could not be had.
    package static func make(_ password: String) -> String? {
        precondition(Sodium.isReady)
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let bytes = Array(password.utf8CString.dropLast())
        let status = crypto_pwhash_str(
            &text, bytes, UInt64(bytes.count), UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE),
            Int(crypto_pwhash_MEMLIMIT_INTERACTIVE))
        guard status == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    package static func matches(_ password: String, hash: String) -> Bool {
        precondition(Sodium.isReady)
        var text = Array(hash.utf8CString)
        guard text.count <= Int(crypto_pwhash_STRBYTES) else { return false }
        text += [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES) - text.count)
        let bytes = Array(password.utf8CString.dropLast())
        return crypto_pwhash_str_verify(text, bytes, UInt64(bytes.count)) == 0
    }
}
