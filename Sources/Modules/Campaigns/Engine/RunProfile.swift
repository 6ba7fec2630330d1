/// How forgiving the dice are (campaign-engine "Checks").
package enum RunProfile: String, Codable, Sendable, CaseIterable {
    case strict
    case cinematic

    /// How far under the DC a total may stay and still be a partial success: 4, cinematic 6.
    package var partialMargin: Int { self == .strict ? 4 : 6 }
}
