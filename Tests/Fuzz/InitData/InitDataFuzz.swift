import Auth
import Core
import Fuzzing
import Hashing

/// Launch data of a Mini App: verified as it is, then signed here in both ways and verified.
///
/// Each verdict of `InitDataVerifier` is compared with that of `Reference`, which shares no code with it. The clock
/// stands at `Reference.now`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: input(start, count), as: UTF8.self)
    compare(text)
    guard let fields = Reference.fields(of: text) else { return 0 }
    let hash = Hex.encode(Reference.hash(of: fields))
    compare("\(text)&hash=\(hash)")
    compare("hash=\(hash.uppercased())&\(text)")
    compare("\(text)&hash=\(damaged(hash))")
    let signature = Base64URL.encode(TestKey.sign(Reference.signedMessage(of: fields)))
    compare("\(text)&signature=\(signature)")
    compare("signature=\(signature)&hash=00&\(text)")
    compare("\(text)&signature=\(damaged(signature))")
    return 0
}

private let tokenVerifier = InitDataVerifier(trust: .botToken(Reference.token))
private let keyVerifier = InitDataVerifier(trust: .botID(Reference.botID, publicKeys: [TestKey.publicKey]))

private func compare(_ text: String) {
    let fields = Reference.fields(of: text)
    let byHash = fields.flatMap { fields in
        fields["hash"].flatMap(Hex.decode) == Reference.hash(of: fields) ? Reference.user(of: fields) : nil
    }
    require(accepted(text, by: tokenVerifier) == byHash, "by its hash it is of user \(byHash ?? 0): \(text)")
    let bySignature = fields.flatMap { fields in
        fields["signature"].flatMap { signature in
            signature == Base64URL.encode(TestKey.sign(Reference.signedMessage(of: fields)))
                ? Reference.user(of: fields) : nil
        }
    }
    require(accepted(text, by: keyVerifier) == bySignature, "by its signature it is of \(bySignature ?? 0): \(text)")
}

/// The user who is let in; nil when nobody is.
private func accepted(_ text: String, by verifier: InitDataVerifier) -> Int64? {
    (try? verifier.verify(text, now: Reference.now))?.user.id
}

/// With another first character.
private func damaged(_ code: String) -> String { (code.hasPrefix("0") ? "1" : "0") + code.dropFirst() }
