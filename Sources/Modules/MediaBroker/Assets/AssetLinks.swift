internal import Core
internal import Hashing

/// Where assets are found: `/assets/…` for everybody who knows the name, and `/assets/s/…` for a quarter of an hour.
struct AssetLinks: Sendable {
    /// How long a signed link is good.
    static let lifetime = Duration.seconds(15 * 60)

    /// Scheme and host in front of the path, without a slash at the end; empty: relative to this server.
    let base: String
    private let key: [UInt8]

    /// - Parameter secret: of the server; links are signed with a key of their own made from it.
    init(base: String, secret: [UInt8]) {
        self.base = base
        key = HMACSHA256.authenticate(Array("signed links to assets".utf8), key: secret)
    }

    func url(of asset: StoredAsset, now: Timestamp) -> String {
        guard asset.isPrivate else { return "\(base)/assets/\(asset.name)" }
        let end = now.adding(Self.lifetime).seconds
        return "\(base)/assets/s/\(end).\(signature(asset.name, end))/\(asset.name)"
    }

    /// A path of this server that is no asset's: a picture of a pack.
    func url(ofPath path: String) -> String { base + path }

    /// Holds `<exp>.<sig>` of a link against the file's name.
    ///
    /// - Returns: for how many seconds more the link is good.
    /// - Throws: `MediaError.linkForged`, `linkExpired`.
    func check(_ grant: String, of name: String, now: Timestamp) throws(MediaError) -> Int64 {
        let parts = grant.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let end = Int64(parts[0]), String(end) == parts[0],
            constantTimeEqual(Array(parts[1].utf8), Array(signature(name, end).utf8))
        else { throw .linkForged }
        guard now.seconds < end else { throw .linkExpired }
        return end - now.seconds
    }

    /// 43 characters of base64url.
    private func signature(_ name: String, _ end: Int64) -> String {
        Base64URL.encode(HMACSHA256.authenticate(Array("\(end)/\(name)".utf8), key: key))
    }
}
