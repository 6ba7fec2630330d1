/// Something that should not happen in any playthrough, with the shortest way to it that is known.
package struct PlaytestFinding: Sendable, Equatable {
    package enum Kind: Hashable, Sendable, CustomStringConvertible {
        /// Every way out that the author wrote is closed: only choices that the rules put in lead on.
        case softLock(scene: String)
        /// No end in `Playtest.longest` turns.
        case circles
        /// The run was completed in a scene that is no epilogue.
        case lost(scene: String)
        /// Nobody is left who could act.
        case deserted(scene: String)
        /// An assertion of `always` does not hold.
        case broken(assertion: String)

        package var description: String {
            switch self {
            case .softLock(let scene): "soft lock in \"\(scene)\": every written way out is closed"
            case .circles: "no end in \(Playtest.longest) turns"
            case .lost(let scene): "the run ends in \"\(scene)\", which is no epilogue"
            case .deserted(let scene): "nobody is left to play in \"\(scene)\""
            case .broken(let assertion): "\"always: \(assertion)\" does not hold"
            }
        }

        /// Whether `never: soft_lock` means it.
        package var isLock: Bool {
            if case .broken = self { false } else { true }
        }
    }

    package let kind: Kind
    /// Playthroughs that met it.
    package internal(set) var runs = 0
    package internal(set) var path: [PlaytestStep]
}
