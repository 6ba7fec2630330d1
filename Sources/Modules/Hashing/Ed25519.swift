internal import CSodium

/// Ed25519 signatures (RFC 8032).
package enum Ed25519 {
    /// `signature` is 64 bytes and `publicKey` 32; any other length is not valid.
    package static func isValid(signature: [UInt8], message: [UInt8], publicKey: [UInt8]) -> Bool {
        precondition(Sodium.isReady)
        guard signature.count == 64, publicKey.count == 32 else { return false }
        return crypto_sign_verify_detached(signature, message, UInt64(message.count), publicKey) == 0
    }
}
