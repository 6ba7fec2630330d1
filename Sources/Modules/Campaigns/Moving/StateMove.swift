package import ContentPacks
internal import Core

/// Carries the state of a run from the content that it was played with to another version of it. Pure.
///
/// What comes out is a state that the rules of the new content could have come to by themselves: it stands in a scene that
/// is there, its flags are those of the campaign and of their types, and nothing in it names what is not there.
package struct StateMove: Sendable {
    private let old: CampaignRules
    private let new: CampaignRules
    private let mapping: ContentMapping

    /// - Parameters:
    ///   - old: of the same campaign as `new`, whatever profile and language: neither is asked for here.
    ///   - mapping: from ids of the one to ids of the other.
    package init(from old: CampaignRules, to new: CampaignRules, by mapping: ContentMapping) {
        self.old = old
        self.new = new
        self.mapping = mapping
    }

    package struct Result: Sendable, Equatable {
        /// nil when something stands in the way.
        package let state: RunState?
        package let obstacles: [MoveObstacle]
        /// What the new state does not remember.
        package let losses: [MoveLoss]
    }

    package func move(_ state: RunState) -> Result {
        var passage = Passage(old: old, new: new, mapping: mapping, before: state)
        passage.go()
        return Result(
            state: passage.obstacles.isEmpty ? passage.after : nil, obstacles: passage.obstacles,
            losses: passage.losses)
    }
}

/// One state on its way.
private struct Passage {
    let old: CampaignRules
    let new: CampaignRules
    let mapping: ContentMapping
    let before: RunState
    var after: RunState
    var obstacles: [MoveObstacle] = []
    var losses: [MoveLoss] = []

    init(old: CampaignRules, new: CampaignRules, mapping: ContentMapping, before: RunState) {
        self.old = old
        self.new = new
        self.mapping = mapping
        self.before = before
        after = before
    }

    mutating func go() {
        moveFlags()
        moveHistory()
        movePeople()
        moveDetours()
        arrive()
    }

    // MARK: - Flags

    private mutating func moveFlags() {
        let kinds = Dictionary(new.campaign.flags.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        after.flags = kinds.mapValues(\.initial)
        for (key, value) in before.flags.sorted(by: { $0.key < $1.key }) {
            guard let name = mapping.flag(key) else { continue }
            guard let flag = kinds[name] else {
                losses.append(.flag(key))
                continue
            }
            if flag.kind == value.kind {
                after.flags[name] = value
            } else {
                obstacles.append(.flagType(key, was: value.kind.rawValue, is: flag.kind.rawValue))
            }
        }
    }

    // MARK: - What happened

    /// Two scenes may become one: it was visited as often as both, and the later visit counts.
    private mutating func moveHistory() {
        after.visits = [:]
        after.lastVisitTurn = [:]
        after.outcomes = [:]
        for (scene, count) in before.visits.sorted(by: { $0.key < $1.key }) {
            let name = mapping.scene(scene)
            if new.scene(name) == nil { losses.append(.scene(scene)) } else { after.visits[name, default: 0] += count }
        }
        // In order of time, so that the last one stays.
        let turns = before.lastVisitTurn.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        for (scene, turn) in turns where new.scene(mapping.scene(scene)) != nil {
            after.lastVisitTurn[mapping.scene(scene)] = turn
            if let outcome = before.outcomes[scene] { after.outcomes[mapping.scene(scene)] = outcome }
        }
        after.choicesTaken = [:]
        for (key, count) in before.choicesTaken {
            let parts = key.split(separator: "/").map(String.init)
            guard parts.count == 2, let choice = choice(parts[1], in: parts[0]) else { continue }
            after.choicesTaken[ChoiceKey.make(scene: mapping.scene(parts[0]), choice: choice), default: 0] += count
        }
        after.choicesTakenInStay = stay(before.choicesTakenInStay, in: before.sceneID)
    }

    /// What a choice is called now; nil when it is not there, or forgotten. Those that the rules add to a scene are in no
    /// pack, and always there.
    private func choice(_ id: String, in scene: String) -> String? {
        guard let target = new.scene(mapping.scene(scene)), let name = mapping.choice(id, in: scene) else { return nil }
        let isWritten = old.scene(scene)?.choices.contains { $0.id == id } ?? true
        return !isWritten || target.choices.contains { $0.id == name } ? name : nil
    }

    private func stay(_ choices: [String], in scene: String) -> [String] {
        choices.compactMap { choice($0, in: scene) }
    }

    // MARK: - People

    private mutating func movePeople() {
        let people = Set(new.pack.npcs.map(\.id))
        after.relations = [:]
        after.npcs = [:]
        for (npc, relations) in before.relations.sorted(by: { $0.key < $1.key }) {
            guard let name = mapping.npc(npc), people.contains(name) else {
                losses.append(.npc(npc))
                continue
            }
            after.relations[name, default: [:]].merge(relations, uniquingKeysWith: +)
        }
        for (npc, state) in before.npcs.sorted(by: { $0.key < $1.key }) {
            guard let name = mapping.npc(npc), people.contains(name) else { continue }
            after.npcs[name] = state
        }
        after.members = before.members.map { moved($0, people) }
        after.waiting = before.waiting.map { moved($0, people) }
    }

    /// Things that the pack has not any more stay with who carries them: they may have come from elsewhere.
    private func moved(_ member: MemberState, _ people: Set<String>) -> MemberState {
        var member = member
        var gained: [String: Int] = [:]
        for (npc, value) in member.relationGained {
            guard let name = mapping.npc(npc), people.contains(name) else { continue }
            gained[name, default: 0] += value
        }
        member.relationGained = gained
        member.items = renamed(member.items)
        member.spent = renamed(member.spent)
        member.worn = member.worn.compactMapValues(mapping.item)
        member.attuned = member.attuned.compactMap(mapping.item).uniqued
        return member
    }

    private func renamed(_ counts: [String: Int]) -> [String: Int] {
        var renamed: [String: Int] = [:]
        for (item, count) in counts {
            guard let name = mapping.item(item) else { continue }
            renamed[name, default: 0] += count
        }
        return renamed
    }

    // MARK: - Where it stands

    private mutating func moveDetours() {
        after.detours = before.detours.compactMap { detour in
            let name = mapping.scene(detour.sceneID)
            guard new.scene(name) != nil else {
                obstacles.append(.detourGone(detour.sceneID))
                return nil
            }
            return Detour(sceneID: name, stay: detour.stay.map { stay($0, in: detour.sceneID) })
        }
        after.artSceneID = before.artSceneID.map(mapping.scene).flatMap { new.scene($0)?.id }
    }

    private mutating func arrive() {
        let name = mapping.scene(before.sceneID)
        guard let place = new.graph.place(name) else {
            obstacles.append(.sceneGone(before.sceneID))
            return
        }
        after.sceneID = name
        after.episodeID = new.campaign.episodes[place.episode].id
        after.visits[name] = max(1, after.visits[name] ?? 0)
        after.phase = place.isFinal ? .epilogue : .scene
        if place.isFinal { after.detours = [] }
        let endings = Set(new.campaign.scenes.compactMap(\.ending))
        after.ending =
            place.scene.ending ?? before.ending.flatMap(mapping.ending).flatMap { endings.contains($0) ? $0 : nil }
        if let fight = before.fight {
            check(fight, in: place)
        } else if place.scene.combat?.isInRounds == true, !place.isFinal {
            obstacles.append(.fightBegins(name))
        }
    }

    /// A fight goes on with those who began it: the content must still say the same of them.
    private mutating func check(_ fight: Fight, in place: StoryGraph.Place) {
        let was = old.scene(before.sceneID)?.combat
        guard let combat = place.scene.combat, combat.isInRounds, !place.isFinal, combat.zones == was?.zones,
            combat.monsters == was?.monsters, combat.roundsLimit == was?.roundsLimit,
            (combat.flee != nil) == fight.allowsFlight
        else {
            obstacles.append(.fightChanged(before.sceneID))
            return
        }
        for monster in Set(fight.combatants.compactMap(\.monsterID)).sorted() {
            guard let now = new.monsters[monster], old.monsters[monster]?.fightsLike(now) == true else {
                obstacles.append(.monsterChanged(monster))
                continue
            }
        }
    }
}

extension Monster {
    /// Whether only its name, picture or lore is another.
    fileprivate func fightsLike(_ other: Monster) -> Bool {
        stats == other.stats && behaviours == other.behaviours && loot == other.loot && morale == other.morale
    }
}
