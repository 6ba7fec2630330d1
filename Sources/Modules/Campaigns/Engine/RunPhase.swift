/// Where a run stands (product.md "Campaign run"); the raw values are on the wire and in the database.
package enum RunPhase: String, Codable, Sendable, CaseIterable {
    case initial = "INIT"
    case scene = "SCENE"
    /// RESOLVE and APPLY_EFFECTS are passed within one step: no stored state rests in them, clients see them as events.
    case resolve = "RESOLVE"
    case applyEffects = "APPLY_EFFECTS"
    case epilogue = "EPILOGUE"
    case completed = "COMPLETED"
    case aborted = "ABORTED"

    /// Whether nothing can happen any more.
    package var isFinished: Bool { self == .completed || self == .aborted }
}
