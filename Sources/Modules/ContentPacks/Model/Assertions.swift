/// What must hold in every playthrough of the robot, from `pack.yaml`.
package struct Assertions: Codable, Sendable, Equatable {
    /// What may not happen: `soft_lock`.
    package let never: [String]
    /// What holds after each step: `hp >= 0`.
    package let always: [String]
    /// Endings that some run reaches.
    package let reachable: [String]

    package init(never: [String] = [], always: [String] = [], reachable: [String] = []) {
        self.never = never
        self.always = always
        self.reachable = reachable
    }
}
