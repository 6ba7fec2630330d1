package import Core

/// What the world gets at the end of a run (http-api "Retcon package"): ids and numbers, no names, no words of players.
package struct RetconPackage: Equatable, Sendable {
    /// How one thing of the world came out of the run.
    package struct WorldDelta: Equatable, Sendable {
        /// `npc`, `faction`, `city`, `location`, …: what the pack says the target is, else `entity`.
        package let targetType: String
        package let targetId: String
        package let change: WorldChange
        /// The event that made it so.
        package let event: String
        package let importance: ChronicleEntry.Importance
        /// Who did it.
        package let characterIds: [CharacterID]
    }

    /// What one character did to the story.
    package struct PlayerImpact: Equatable, Sendable {
        package let characterId: CharacterID
        package let playerId: PlayerID
        /// Actions resolved.
        package let actions: Int
        package let success: Int
        package let partial: Int
        package let fail: Int
        package let xpGained: Int
        /// World events that this character caused, in order.
        package let events: [String]
        /// NPC to how far the relation moved.
        package let relations: [String: Int]
    }

    package struct MetaStats: Equatable, Sendable {
        package let turns: Int
        package let rolls: Int
        /// Scene to choice to how often it was taken; `freeform` for moves of the players' own.
        package let choices: [String: [String: Int]]
        /// Outcome to how many checks came out so; all three are there.
        package let outcomes: [String: Int]
        package let ending: String?
    }

    package let worldId: String
    package let campaignTemplateId: String
    package let campaignRunId: String
    package let seasonVersion: String
    package let worldDeltas: [WorldDelta]
    package let playerImpact: [PlayerImpact]
    package let metaStats: MetaStats
}
