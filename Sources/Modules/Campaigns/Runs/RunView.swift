internal import ContentPacks
internal import Core
internal import PartySync

/// A run as one reader sees it.
struct ShownRun: Sendable {
    /// `CampaignRun` of http-api.
    let json: [UInt8]
    /// Where the scene's payload is in it: most of it, and what the scene state keeps already.
    let payload: Range<Int>

    var head: ArraySlice<UInt8> { json[..<payload.lowerBound] }
    var tail: ArraySlice<UInt8> { json[payload.upperBound...] }
}

/// How one reader sees a run: `CampaignRun` of http-api, written by hand because it answers every action.
struct RunView: Sendable {
    /// Whether secrets and hidden flags are shown.
    let isMaster: Bool
    /// Players of the run with an open connection.
    let online: Set<PlayerID>
    /// Tells which flags players may see, and the secrets.
    let content: RunContent
    /// Who sees what its own characters carry; nil for nobody's view.
    var reader: PlayerID?

    /// - Parameter position: of the run's channel, from the transaction that `run` comes from.
    func shown(_ run: LiveRun, at position: ChannelPosition) -> ShownRun {
        var json = JSONWriter()
        json.reserve(run.scene.payload.count + 2048)
        let start = write(run, at: position, to: &json)
        return ShownRun(json: json.bytes, payload: start..<start + run.scene.payload.count)
    }

    /// - Returns: where the scene's payload begins.
    private func write(_ run: LiveRun, at position: ChannelPosition, to json: inout JSONWriter) -> Int {
        let facts = run.facts
        var payload = 0
        json.object {
            $0.member("id", facts.id)
            $0.member("campaignTemplateId", facts.campaignTemplateID)
            $0.member("partyId", facts.partyID.rawValue)
            $0.member("status", run.status.rawValue)
            $0.member("currentEpisodeId", run.scene.episodeID)
            $0.member("currentSceneId", run.scene.id)
            $0.member("createdAt", facts.createdAt)
            $0.member("finishedAt", run.finishedAt)
            $0.member("contentHash", facts.contentHash)
            $0.member("seedCommitment", facts.seedCommitment)
            $0.member("turn", run.state.turn)
            $0.member("language", facts.language.rawValue)
            $0.member("profile", facts.profile.rawValue)
            $0.member("decision", facts.decision.rawValue)
            $0.member("decisionSeconds", facts.decisionSeconds)
            $0.member("paused", run.isPaused)
            $0.member("turnDeadline", run.turnDeadline)
            $0.key("sync")
            $0.object {
                $0.member("channel", facts.channel)
                $0.member("epoch", position.epoch)
                $0.member("seq", position.seq)
            }
            $0.key("currentScene")
            payload = run.scene.write(to: &$0, notes: isMaster ? content.notes(on: run) : nil)
            $0.key("vote")
            if let vote = run.vote {
                vote.write(to: &$0, voters: run.voters.count, reader: reader)
            } else {
                $0.null()
            }
            $0.key("party")
            $0.array { list in
                for member in run.everybody where !member.absent { write(member, of: run, to: &list) }
            }
            $0.key("flags")
            write(run.state.flags, to: &$0)
            $0.key("lastOutcome")
            if let outcome = run.lastOutcome { $0.raw(outcome) } else { $0.null() }
        }
        return payload
    }

    private func write(_ member: MemberState, of run: LiveRun, to json: inout JSONWriter) {
        json.object {
            $0.member("characterId", member.characterID.rawValue)
            $0.member("playerId", member.playerID.rawValue)
            $0.member("name", member.name)
            $0.member("role", member.role.rawValue)
            $0.member("level", member.level)
            $0.member("hp", member.hp)
            $0.member("maxHp", member.maxHP)
            $0.key("statuses")
            $0.array { list in for status in member.statuses.keys.sorted() { list.value(status) } }
            $0.key("relations")
            $0.raw(JSONWriter.object(member.relationGained))
            $0.member("dead", member.dead)
            $0.member("online", online.contains(member.playerID))
            if member.playerID == reader {
                let things = CarriedThings(member: member, rules: content.rules(for: run.facts))
                $0.key("items")
                things.write(to: &$0)
                $0.key("bonuses")
                $0.raw(JSONWriter.object(things.bonuses))
            }
        }
    }

    private func write(_ flags: [String: FlagValue], to json: inout JSONWriter) {
        json.object {
            for (key, value) in flags.sorted(by: { $0.key < $1.key })
            where isMaster || content.visibleFlags.contains(key) {
                $0.key(escaping: key)
                $0.value(value.json)
            }
        }
    }
}
