internal import CSodium

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
    /// 32 bytes.
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { hash($0) }
    }

    /// 32 bytes.
    package static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        precondition(Sodium.isReady)
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes.baseAddress, UInt64(bytes.count))
        return digest
    }
}

/// HMAC-SHA256 (RFC 2104).
package enum HMACSHA256 {
    /// 32 bytes. Keys of any length.
    package static func authenticate(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        precondition(Sodium.isReady)
        var state = crypto_auth_hmacsha256_state()
        var code = [UInt8](repeating: 0, count: 32)
        crypto_auth_hmacsha256_init(&state, key, key.count)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        crypto_auth_hmacsha256_final(&state, &code)
        return code
    }
}
