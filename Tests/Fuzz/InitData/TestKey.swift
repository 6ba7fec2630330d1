import CSodium

/// An Ed25519 key of which both halves are known, in the place of Telegram's.
enum TestKey {
    private static let pair: (public: [UInt8], secret: [UInt8]) = {
        guard sodium_init() >= 0 else { fatalError("libsodium did not initialise") }
        var publicKey = [UInt8](repeating: 0, count: 32)
        var secretKey = [UInt8](repeating: 0, count: 64)
        crypto_sign_seed_keypair(&publicKey, &secretKey, [UInt8](repeating: 7, count: 32))
        return (publicKey, secretKey)
    }()

    static var publicKey: [UInt8] { pair.public }

    static func sign(_ message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: 64)
        crypto_sign_detached(&signature, nil, message, UInt64(message.count), pair.secret)
        return signature
    }
}
