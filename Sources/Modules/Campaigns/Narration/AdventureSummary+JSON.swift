internal import Core

extension AdventureSummary {
    /// As it is stored and shown; members that are nil are left out.
    package var json: [UInt8] {
        var json = JSONWriter()
        json.reserve(16_384)
        json.object {
            $0.member("campaignRunId", campaignRunId)
            $0.member("campaignTemplateId", campaignTemplateId)
            $0.member("partyId", partyId.rawValue)
            $0.key("partySummary")
            $0.object { partySummary.writeMembers(to: &$0) }
            $0.list("timeline", timeline) { $1.writeMembers(to: &$0) }
            $0.list("rewards", rewards) { $1.writeMembers(to: &$0) }
            $0.list("worldLocalEffects", worldLocalEffects) { $1.writeMembers(to: &$0) }
            $0.member("narrative", narrative)
        }
        return json.bytes
    }
}

extension AdventureSummary.PartySummary {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.list("members", members) {
            $0.member("characterId", $1.characterId.rawValue)
            $0.member("name", $1.name)
            $0.member("role", $1.role.rawValue)
        }
        json.list("finalStats", finalStats) { $1.writeMembers(to: &$0) }
        json.list("deeds", deeds) { $1.writeMembers(to: &$0) }
    }
}

extension AdventureSummary.FinalStats {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("characterId", characterId.rawValue)
        json.member("level", level)
        json.member("xp", xp)
        json.member("xpGained", xpGained)
        json.member("hp", hp)
        json.member("maxHp", maxHp)
        json.key("statuses")
        json.array { list in for status in statuses { list.value(status) } }
        json.key("relations")
        json.raw(JSONWriter.object(relations))
        json.member("status", status.rawValue)
    }
}

extension AdventureSummary.Deed {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        if let characterId { json.member("characterId", characterId.rawValue) }
        json.member("type", type)
        json.member("importance", importance.rawValue)
        json.memberIfAny("sceneId", sceneId)
        json.memberIfAny("target", target)
        json.memberIfAny("text", text)
    }
}

extension AdventureSummary.TimelineEntry {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("sceneId", sceneId)
        json.member("order", order)
        json.member("title", title)
        json.member("summary", summary)
        json.member("sceneType", sceneType)
        json.member("phase", phase.rawValue)
        json.key("outcome")
        json.object {
            $0.member("result", outcome.result.rawValue)
            $0.key("checks")
            $0.value(outcome.checks)
        }
        json.key("effects")
        json.value(effects)
        json.key("checks")
        json.value(checks)
        json.key("resultFlags")
        json.value(resultFlags)
    }
}

extension AdventureSummary.Reward {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("characterId", characterId.rawValue)
        json.member("type", type.rawValue)
        json.member("amount", amount)
        json.memberIfAny("itemId", itemId)
        json.memberIfAny("name", name)
    }
}

extension AdventureSummary.LocalEffect {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("event", event)
        json.member("importance", importance.rawValue)
        json.memberIfAny("sceneId", sceneId)
        json.memberIfAny("target", target)
    }
}
