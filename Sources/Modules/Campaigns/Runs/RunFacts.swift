internal import Core
internal import PartySync

/// What is settled when a run begins and never changes after, but for its content, which a host may move it to a newer
/// version of.
struct RunFacts: Sendable, Equatable {
    /// UUID v7: newer runs sort later.
    let id: String
    let campaignTemplateID: String
    let partyID: PartyID
    let createdAt: Timestamp
    /// The season of the pack that it was started with.
    let canonVersion: String
    /// Names the pinned pack in `run_content`.
    var contentHash: String
    /// 32 bytes, secret until the run is over.
    let seed: [UInt8]
    /// SHA-256 of the seed, lower-case hex.
    let seedCommitment: String
    let language: Language
    let profile: RunProfile
    let decision: RunDecision
    /// 15...180.
    let decisionSeconds: Int

    /// The channel that carries everything of play.
    var channel: String { EventLog.channel(run: id) }
    var dice: Dice { Dice(seed: seed) }
}

/// Whose word counts in a run (campaign-engine "Decisions of a party").
package enum RunDecision: String, Codable, Sendable, CaseIterable {
    case leader, anyone, vote
}
