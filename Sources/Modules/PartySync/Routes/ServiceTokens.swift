internal import Hashing

/// The secrets by which other programs of the host's are let onto channels (`party_sync.service_tokens`).
package struct ServiceTokens: Sendable {
    /// Hashes, so that all are of one length and a comparison tells nothing by its time.
    private let entries: [(name: String, hash: [UInt8])]

    package static let none = ServiceTokens([])

    /// - Parameter tokens: several of one name all count.
    package init(_ tokens: [(name: String, token: String)]) {
        entries = tokens.map { (name: $0.name, hash: SHA256.hash(Array($0.token.utf8))) }
    }

    /// Whose token it is; nil: nobody's. Each is compared, whichever it is.
    func name(of token: String) -> String? {
        guard !entries.isEmpty else { return nil }
        let hash = SHA256.hash(Array(token.utf8))
        var found: String?
        for entry in entries where constantTimeEqual(entry.hash, hash) { found = entry.name }
        return found
    }
}
