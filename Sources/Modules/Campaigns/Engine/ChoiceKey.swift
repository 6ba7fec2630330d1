/// Names a choice within a campaign: choice ids are unique only in their scene.
package enum ChoiceKey {
    /// `scn_bridge/c1`; ids hold no slash.
    package static func make(scene: String, choice: String) -> String { "\(scene)/\(choice)" }
}
