internal import Core

/// A scene state: one visit of the run to a scene, as it is shown (`currentScene` of http-api).
struct ShownScene: Sendable {
    /// UUID v7, new for each visit.
    let id: String
    let sceneID: String
    let episodeID: String
    /// Visits of the run so far, from 1.
    let order: Int
    let type: String
    /// The shape of the payload: `scene.v1`, `social.v1`, …
    let profile: String
    /// `generatedPayload` as JSON, free of what only a master may see.
    let payload: [UInt8]
    var isResolved: Bool
    /// JSON object, empty until it is resolved.
    var resultFlags: [UInt8]

    static let noFlags = Array("{}".utf8)

    /// - Parameter notes: for a master; nil for every other reader.
    /// - Returns: where the payload begins in what `json` holds.
    @discardableResult func write(to json: inout JSONWriter, notes: MasterNotes?) -> Int {
        var start = 0
        json.object {
            $0.member("id", id)
            $0.member("sceneId", sceneID)
            $0.member("episodeId", episodeID)
            $0.member("sceneOrder", order)
            $0.member("sceneType", type)
            $0.member("profile", profile)
            $0.member("resolved", isResolved)
            $0.key("resultFlags")
            $0.raw(resultFlags)
            $0.key("generatedPayload")
            start = $0.count
            $0.raw(payload)
            notes?.writeMembers(to: &$0)
        }
        return start
    }
}
