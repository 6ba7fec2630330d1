internal import Auth
internal import Characters
internal import Core
internal import Hashing
internal import Storage

/// Who may come, and what happens when somebody comes or goes. Everything within one transaction.
struct PartyMembership {
    let announcement: PartyAnnouncement

    init(_ party: PartyID, _ now: Timestamp, _ caller: Caller) {
        announcement = PartyAnnouncement(party: party, now: now, traceID: caller.trace.traceID)
    }

    private var party: PartyID { announcement.party }
    private var now: Timestamp { announcement.now }

    /// A character's wish to join.
    struct Wish: Sendable {
        let character: CharacterID
        let player: PlayerID
        /// As it was typed.
        let inviteCode: String?
        /// Nil: as it is in the party already, else MEMBER.
        let role: PartyMember.Role?
    }

    /// What came of a change, for the answer and for a run in play.
    struct Outcome: Sendable {
        let member: PartyMember
        /// Whether it plays from now on, and did not before.
        var begins = false
        /// Whether it played before, and does not any more.
        var ends = false
    }

    /// - Throws: `CharacterError.notFound`, `.notYours`, `.notActive`; `PartyError.notFound`, `.inviteRequired`, `.full`.
    func join(_ wish: Wish, in connection: Connection) throws -> Outcome {
        let character = try CharacterStore.own(wish.character, of: wish.player, in: connection)
        let view = try PartyView(party, in: connection)
        let present = view.members.first { $0.characterID == wish.character }
        let plays = (wish.role ?? present?.role ?? .member) != .spectator
        if let present, present.plays == plays { return Outcome(member: present) }
        guard character.isActive else { throw CharacterError.notActive(character.id, character.status) }
        if present == nil { try admit(wish, to: view, in: connection) }
        try checkRoom(in: view, plays: plays)

        if let present, present.plays { try depart(present, from: view, in: connection) }
        try PartyStore.join(
            wish.character, to: party, role: plays ? .member : .spectator, now: now, in: connection)
        if plays && !view.members.contains(where: { $0.role == .leader }) {
            try PartyStore.setLeader(wish.character, of: party, in: connection)
        }
        guard
            let member = try PartyStore.members(of: party, in: connection).first(where: {
                $0.characterID == wish.character
            })
        else { preconditionFailure("BUG: character \(wish.character) did not join") }
        try announcement.joined(member, in: connection)
        try announcement.state(in: connection)
        return Outcome(member: member, begins: plays, ends: present?.plays == true)
    }

    /// - Throws: `PartyError.notFound`, `.notInParty`.
    func leave(_ character: CharacterID, in connection: Connection) throws -> Outcome {
        try remove(character, .left, in: connection)
    }

    /// Also changes the code: who was kicked knows the old one.
    ///
    /// - Throws: `PartyError.notFound`, `.notTheLeader`, `.notInParty`, `.cannotKickLeader`.
    func kick(_ character: CharacterID, by player: PlayerID, in connection: Connection) throws -> Outcome {
        let view = try PartyView(party, in: connection)
        try view.requireLeader(player)
        guard view.members.first(where: { $0.characterID == character })?.role != .leader else {
            throw PartyError.cannotKickLeader
        }
        try renewCode(in: connection)
        return try remove(character, .kicked, in: connection)
    }

    func renewCode(in connection: Connection) throws {
        try PartyStore.setInviteCode(try Self.freshCode(in: connection), of: party, in: connection)
    }

    /// A code that no party has: 40 random bits.
    static func freshCode(in connection: Connection) throws -> String {
        while true {
            let code = Crockford.random(Party.inviteCodeLength)
            if try PartyStore.find(inviteCode: code, in: connection) == nil { return code }
        }
    }

    /// The code is needed unless the party is open, the player has a character in it, or left it freely.
    private func admit(_ wish: Wish, to view: PartyView, in connection: Connection) throws {
        if view.party.isOpen || view.members.contains(where: { $0.playerID == wish.player }) { return }
        if let code = wish.inviteCode.flatMap(Crockford.normalise), code == view.party.inviteCode { return }
        guard try PartyStore.leftFreely(wish.player, party, in: connection) else { throw PartyError.inviteRequired }
    }

    private func checkRoom(in view: PartyView, plays: Bool) throws(PartyError) {
        let limit = plays ? Party.memberLimit : Party.spectatorLimit
        guard view.members.count(where: { $0.plays == plays }) < limit else { throw .full(limit: limit) }
    }

    private func remove(
        _ character: CharacterID, _ departure: PartyAnnouncement.Departure, in connection: Connection
    ) throws -> Outcome {
        let view = try PartyView(party, in: connection)
        guard let member = view.members.first(where: { $0.characterID == character }) else {
            throw PartyError.notInParty(character, party)
        }
        try PartyStore.leave(character, party: party, wasKicked: departure == .kicked, now: now, in: connection)
        try depart(member, from: view, in: connection)
        try announcement.left(member, departure, in: connection)
        try announcement.state(in: connection)
        return Outcome(member: member, ends: member.plays)
    }

    /// Leadership goes to the one who has been there longest. When nobody is left, the last leader stays recorded.
    private func depart(_ member: PartyMember, from view: PartyView, in connection: Connection) throws {
        guard member.role == .leader else { return }
        let heir = view.members.first { $0.plays && $0.characterID != member.characterID }
        if let heir { try PartyStore.setLeader(heir.characterID, of: party, in: connection) }
    }
}
