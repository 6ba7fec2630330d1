internal import Core

/// What keeps a run from another content.
package enum MoveObstacle: Sendable, Hashable {
    /// The new pack has no campaign of the id.
    case campaignGone(String)
    /// The scene in which the run stands.
    case sceneGone(String)
    /// The scene to which it comes back from where it is.
    case detourGone(String)
    case flagType(String, was: String, is: String)
    /// The scene is a fight now, which nobody has begun.
    case fightBegins(String)
    /// A fight goes on in this scene, which says otherwise now who fights and how.
    case fightChanged(String)
    case monsterChanged(String)

    /// Whether a mapping can clear it away; otherwise the run must be played on first.
    package var yieldsToMapping: Bool {
        switch self {
        case .sceneGone, .detourGone, .flagType, .fightBegins: true
        case .campaignGone, .fightChanged, .monsterChanged: false
        }
    }
}

extension MoveObstacle: CustomStringConvertible {
    package var description: String {
        switch self {
        case .campaignGone(let id): "the campaign \"\(id)\" is gone"
        case .sceneGone(let id): "the scene \"\(id)\", where it stands, is gone"
        case .detourGone(let id): "the scene \"\(id)\", to which it comes back, is gone"
        case .flagType(let key, let was, let now): "the flag \"\(key)\" was \(was) and is \(now)"
        case .fightBegins(let id): "the scene \"\(id)\", where it stands, is a fight now"
        case .fightChanged(let id): "a fight goes on in \"\(id)\", and the scene's combat is another now"
        case .monsterChanged(let id): "a fight goes on with \"\(id)\", which fights otherwise now"
        }
    }
}

/// What a run does not remember in its new content; nothing hangs on it.
package enum MoveLoss: Sendable, Hashable {
    case flag(String)
    /// That it was in this scene, and what came of it there.
    case scene(String)
    /// How this NPC stands to everybody.
    case npc(String)
}

extension MoveLoss: CustomStringConvertible {
    package var description: String {
        switch self {
        case .flag(let key): "the flag \"\(key)\" is forgotten"
        case .scene(let id): "the visit to \"\(id)\" is forgotten"
        case .npc(let id): "how \"\(id)\" stood to everybody is forgotten"
        }
    }
}
