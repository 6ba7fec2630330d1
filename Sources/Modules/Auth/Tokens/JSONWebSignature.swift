internal import Core
internal import Hashing

/// Compact JWS (RFC 7515) with HS256 and nothing else, so that a token cannot choose how it is checked.
enum JSONWebSignature {
    enum Failure: Error, Equatable {
        /// Not three parts of base64url, or a header that is not an object.
        case malformed
        /// `alg` is not `HS256`, or the header asks for an extension (`crit`).
        case unsupported
        case badSignature
    }

    private struct Header: Decodable {
        let alg: String
        let crit: [String]?
    }

    private static let header = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))

    static func sign(_ payload: [UInt8], key: [UInt8]) -> String {
        let signed = header + "." + Base64URL.encode(payload)
        return signed + "." + Base64URL.encode(HMACSHA256.authenticate(Array(signed.utf8), key: key))
    }

    /// The payload, once the signature is proved.
    static func verify(_ token: String, key: [UInt8]) throws(Failure) -> [UInt8] {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let headerBytes = Base64URL.decode(parts[0]),
            let payload = Base64URL.decode(parts[1]), let signature = Base64URL.decode(parts[2]),
            let header = try? JSON.decode(Header.self, from: headerBytes)
        else { throw .malformed }
        guard header.alg == "HS256", header.crit == nil else { throw .unsupported }
        let signed = Array(token.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count))
        guard constantTimeEqual(signature, HMACSHA256.authenticate(signed, key: key)) else { throw .badSignature }
        return payload
    }
}
