/// What came of an action: the outcome of its check, or how a fight ended. `success` when nothing was rolled.
///
/// The raw values are what `outcome(scene) == "…"` in a pack compares with.
package enum ActionResult: String, Codable, Sendable, CaseIterable {
    case success
    case partial
    case fail
    case victory
    case defeat
    case flee

    package init(_ outcome: CheckOutcome) {
        switch outcome {
        case .success: self = .success
        case .partial: self = .partial
        case .fail: self = .fail
        }
    }

    /// Whether what was tried was done.
    package var isSuccess: Bool { self == .success || self == .victory }
}
