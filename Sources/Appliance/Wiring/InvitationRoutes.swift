internal import Auth
internal import Core
internal import Network
internal import Parties
internal import Storage

/// `GET /v1/parties/{id}/invite/qr`: what a phone scans to join a party.
@LoopActor
struct InvitationRoutes {
    nonisolated static let id = PathParameter("id", .id(PartyID.self), "Of the party.")

    let gate: Gate
    let storage: Storage
    /// Nil: links lead to the host that the caller named.
    let publicURL: String?

    func add(to router: Router) {
        router.schema(
            "InviteQR",
            .object([
                "url": .described(.string, "That the code holds."),
                "size": .described(.integer(21...177), "Modules a side, without the quiet zone."),
                "path": .described(.string, "The dark modules as data of an SVG path, one unit a module."),
            ]))
        router.on(
            .get, "/v1/parties/{id}/invite/qr",
            Operation(
                "The invite link as a QR code; members", tag: "parties", parameters: [Self.id],
                answers: [(200, .reference("InviteQR"))], errors: [403, 404]),
            { try await show($0) })
    }

    /// - Throws: 401; 404 and 403 of `PartyError`.
    private func show(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let id = try request.value(of: Self.id)
        let code = try await storage.read { connection in
            guard let party = try PartyStore.find(id, in: connection) else { throw PartyError.notFound(id) }
            guard try PartyStore.isMember(caller.playerID, of: id, in: connection) else {
                throw PartyError.notAMember(id)
            }
            return party.inviteCode
        }
        let link = "\(publicURL ?? request.origin ?? "")/play?invite=\(code)"
        // The longest public URL and the longest host are far below what a code holds.
        guard let drawing = QRCode(link) else { throw APIError(500, "internal", "The invite link is too long.") }
        var json = JSONWriter()
        json.object {
            $0.member("url", link)
            $0.member("size", drawing.size)
            $0.member("path", drawing.path)
        }
        return .json(json.bytes)
    }
}
