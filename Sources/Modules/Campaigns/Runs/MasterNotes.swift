internal import Core

/// What the author tells masters about a scene, and nobody else.
struct MasterNotes: Sendable {
    /// The scene's own.
    let secret: String?
    /// Of those who are in it.
    let people: [(npcID: String, secrets: [String])]

    /// `secret` and `npcSecrets`, each when there is any.
    func writeMembers(to json: inout JSONWriter) {
        if let secret { json.member("secret", secret) }
        guard !people.isEmpty else { return }
        json.key("npcSecrets")
        json.array { list in
            for person in people {
                list.object {
                    $0.member("npcId", person.npcID)
                    $0.key("secrets")
                    $0.array { texts in for text in person.secrets { texts.value(text) } }
                }
            }
        }
    }
}
