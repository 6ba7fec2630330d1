internal import Core
internal import Network

/// Who is on a channel, who types and who is ready: what is true now, stored nowhere. Loop thread only.
///
/// Of each player at most one change a second is told; what came and went meanwhile is not.
@LoopActor
final class Attendance {
    private static let pace = Duration.seconds(1)

    enum Sign: CaseIterable {
        case online, typing, ready
    }

    private struct Entry {
        let characterID: CharacterID?
        var signs: Set<Sign> = []
        /// What the channel has been told.
        var told: Set<Sign> = []
        var toldAt: Duration?
        var lastSeen: Timestamp
    }

    private unowned let channel: HubChannel
    private var entries: [PlayerID: Entry] = [:]
    private var timer: LoopTimer?

    init(of channel: HubChannel) { self.channel = channel }

    /// A channel that nobody is on any more.
    func stop() {
        timer?.cancel()
        timer = nil
    }

    func has(_ sign: Sign, _ player: PlayerID) -> Bool { entries[player]?.signs.contains(sign) ?? false }

    func enter(_ player: PlayerID, as character: CharacterID?) {
        let entry = entries[player] ?? Entry(characterID: character, lastSeen: channel.hub.clock.now())
        entries[player] = entry
        change(player) { $0.insert(.online) }
    }

    /// The last socket of the player is gone: so is what it said of itself.
    func leave(_ player: PlayerID) { change(player) { $0 = [] } }

    func set(_ sign: Sign, _ isOn: Bool, of player: PlayerID) {
        change(player) { signs in
            if isOn { signs.insert(sign) } else { signs.remove(sign) }
        }
    }

    private func change(_ player: PlayerID, _ body: (inout Set<Sign>) -> Void) {
        guard var entry = entries[player] else { return }
        body(&entry.signs)
        entry.lastSeen = channel.hub.clock.now()
        entries[player] = entry
        tell()
    }

    /// Tells what has changed and may be told, and comes back for the rest.
    private func tell() {
        let now = channel.hub.clock.uptime()
        var next: Duration?
        for (player, entry) in entries where entry.signs != entry.told {
            let due = entry.toldAt.map { $0 + Self.pace } ?? now
            guard due <= now else {
                next = min(next ?? due, due)
                continue
            }
            entries[player]?.told = entry.signs
            entries[player]?.toldAt = now
            for sign in entry.signs.symmetricDifference(entry.told) { tell(sign, of: player, entry) }
        }
        guard timer == nil, let next else { return }
        timer = LoopTimer(after: next - now) { [weak self] in
            self?.timer = nil
            self?.tell()
        }
    }

    private func tell(_ sign: Sign, of player: PlayerID, _ entry: Entry) {
        let isOn = entry.signs.contains(sign)
        var json = JSONWriter()
        json.object {
            $0.member("characterId", entry.characterID?.rawValue)
            $0.member("playerId", player.rawValue)
            switch sign {
            case .online:
                $0.member("online", isOn)
                $0.member("lastSeen", entry.lastSeen)
            case .typing, .ready: $0.member("on", isOn)
            }
        }
        let isServers = sign == .online
        channel.show(
            PartyEvent(
                channel: channel.name.description, type: sign.eventType, payload: json.bytes,
                senderID: isServers ? nil : "player:\(player)"))
    }
}

extension Attendance.Sign {
    var eventType: String {
        switch self {
        case .online: "presence.update"
        case .typing: "typing"
        case .ready: "party.ready"
        }
    }
}
