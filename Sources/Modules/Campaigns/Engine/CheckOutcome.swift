/// What came of a check (product.md "Check"), best first.
package enum CheckOutcome: String, Codable, Sendable, CaseIterable {
    case success
    case partial
    case fail
}
