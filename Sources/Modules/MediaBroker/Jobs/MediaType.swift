/// What a job makes, in the words of the first dialect (media.md "Jobs").
package enum JobType: String, Sendable, CaseIterable {
    case tts, stt, image, avatar
}

/// What a job makes, in the words of the second dialect.
package enum ArtType: String, Sendable, CaseIterable {
    case scene = "SCENE_ART"
    case location = "LOCATION_ART"
    case npc = "NPC_PORTRAIT"
    case monster = "MONSTER_ART"
    case item = "ITEM_ICON"

    /// How it is composed.
    var subject: ImageOrder.Subject {
        switch self {
        case .scene, .location: .scene
        case .npc: .portrait
        case .monster: .creature
        case .item: .item
        }
    }

    /// Pixels, where nobody says otherwise.
    var size: (width: Int, height: Int) {
        switch self {
        case .scene, .location: (1280, 720)
        case .npc: (768, 1024)
        case .monster: (1024, 1024)
        case .item: (512, 512)
        }
    }
}

/// In whose words a job answers: those in which it was asked for.
enum JobDialect: String, Sendable {
    case job, art
}

/// Where a job stands.
enum JobStatus: String, Sendable, CaseIterable {
    case queued, processing, succeeded, failed

    var isFinished: Bool { self == .succeeded || self == .failed }

    func word(in dialect: JobDialect) -> String {
        switch dialect {
        case .job: rawValue
        case .art: artWord
        }
    }

    private var artWord: String {
        switch self {
        case .queued: "PENDING"
        case .processing: "IN_PROGRESS"
        case .succeeded: "DONE"
        case .failed: "FAILED"
        }
    }

    /// Of either dialect.
    init?(word: String) {
        guard let status = Self.allCases.first(where: { $0.rawValue == word || $0.artWord == word }) else { return nil }
        self = status
    }

    static let words = allCases.map(\.rawValue) + allCases.map(\.artWord)
}
