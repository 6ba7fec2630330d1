/// Somebody or something of a pack that a picture shall show, which lies in no file of the pack.
package struct ArtSubject: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case scene, location, npc
    }

    package let kind: Kind
    /// Of a scene, location or NPC.
    package let id: String
    /// What to draw where the pack says nothing of a picture; nil: the pack describes it.
    package let spec: MediaSpec?

    package init(kind: Kind, id: String, spec: MediaSpec? = nil) {
        self.kind = kind
        self.id = id
        self.spec = spec
    }
}
