internal import Core

extension RetconPackage {
    /// As it is stored and shown; members that are nil are left out.
    package var json: [UInt8] {
        JSONWriter.bytes { json in
            json.object {
                $0.member("worldId", worldId)
                $0.member("campaignTemplateId", campaignTemplateId)
                $0.member("campaignRunId", campaignRunId)
                $0.member("seasonVersion", seasonVersion)
                $0.list("worldDeltas", worldDeltas) { $1.writeMembers(to: &$0) }
                $0.list("playerImpact", playerImpact) { $1.writeMembers(to: &$0) }
                $0.key("metaStats")
                $0.object { metaStats.writeMembers(to: &$0) }
            }
        }
    }
}

extension RetconPackage.WorldDelta {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("targetType", targetType)
        json.member("targetId", targetId)
        json.member("change", change.rawValue)
        json.member("event", event)
        json.member("importance", importance.rawValue)
        json.key("characterIds")
        json.array { list in for character in characterIds { list.value(character.rawValue) } }
    }
}

extension RetconPackage.PlayerImpact {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("characterId", characterId.rawValue)
        json.member("playerId", playerId.rawValue)
        json.member("actions", actions)
        json.member("success", success)
        json.member("partial", partial)
        json.member("fail", fail)
        json.member("xpGained", xpGained)
        json.key("events")
        json.array { list in for event in events { list.value(event) } }
        json.key("relations")
        json.raw(JSONWriter.object(relations))
    }
}

extension RetconPackage.MetaStats {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("turns", turns)
        json.member("rolls", rolls)
        json.key("choices")
        json.object {
            for (scene, taken) in choices.sorted(by: { $0.key < $1.key }) {
                $0.key(escaping: scene)
                $0.raw(JSONWriter.object(taken))
            }
        }
        json.key("outcomes")
        json.raw(JSONWriter.object(outcomes))
        json.memberIfAny("ending", ending)
    }
}
