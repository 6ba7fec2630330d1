internal import Core
internal import Network

/// What both ways to join ask for.
protocol JoinRequest: RequestBody {
    /// As it was typed.
    var code: String? { get }
    var characterID: CharacterID { get }
    /// Nil: as before, else a member.
    var role: JoiningRole? { get }
}

/// The body of `POST /v1/parties/{id}/join`.
struct Join: JoinRequest {
    let code: String?
    let characterID: CharacterID
    let role: JoiningRole?

    init(reading fields: inout RequestFields) {
        code = fields.optional("inviteCode", InviteCode.rule, InviteCode.about)
        characterID = fields.required("characterId", .id())
        role = fields.optional("role", .word())
    }

    static let example: JSONValue = ["characterId": 7, "inviteCode": "7K2M9QXD", "role": "MEMBER"]
}

/// The body of `POST /v1/parties/join`.
struct JoinByCode: JoinRequest {
    let inviteCode: String
    let characterID: CharacterID
    let role: JoiningRole?

    var code: String? { inviteCode }

    init(reading fields: inout RequestFields) {
        inviteCode = fields.required("inviteCode", InviteCode.rule, InviteCode.about)
        characterID = fields.required("characterId", .id())
        role = fields.optional("role", .word())
    }

    static let example: JSONValue = ["inviteCode": "7k2m-9qxd", "characterId": 7]
}

/// As what one joins: nobody does as the leader.
enum JoiningRole: String, CaseIterable, Sendable {
    case member = "MEMBER"
    case spectator = "SPECTATOR"

    var memberRole: PartyMember.Role { self == .spectator ? .spectator : .member }
}

/// An invite code as people type it.
private enum InviteCode {
    static let rule: TextRule = .text(1...32)
    static let about = "8 characters of Crockford's base32; case, hyphens and spaces do not matter."
}
