/// What must hold in every playthrough of the robot, from `pack.yaml`.
package struct Assertions: Codable, Sendable, Equatable {
    /// What may not happen: `soft_lock`.
    package let never: [String]
    /// Conditions that hold after each step, for every member: `hp >= 0`, `alarm < 10 or not quiet`.
    package let always: [String]
    /// Endings that some run reaches.
    package let reachable: [String]

    /// What `never` may name: the party stands where every written way out is closed.
    package static let nevers = ["soft_lock"]
    /// Numbers of a member, or of the run, that `always` may compare beside the flags.
    package static let amounts = ["hp", "max_hp", "level", "xp", "alarm", "turn"]

    package init(never: [String] = [], always: [String] = [], reachable: [String] = []) {
        self.never = never
        self.always = always
        self.reachable = reachable
    }
}
