internal import ContentPacks
internal import Core
internal import Network

/// The body of `POST /v1/media/jobs`, in either dialect (media.md "Jobs").
struct MediaJobRequest: RequestBody {
    enum Wish: Sendable {
        case job(JobType, JobPayload)
        /// What is wrong stands in the fields.
        case nothing
        case art(EntityArt.Wish, provider: String?)
    }

    let wish: Wish
    let clientToken: String?
    let contentID: String?
    let runID: String?
    let sceneID: String?

    init(reading fields: inout RequestFields) {
        clientToken = fields.optional(
            "clientToken", .text(1...128), "The same of the same caller again is the same job.")
        contentID = fields.optional("contentId", .text(1...128), "Comes back with the job.")
        runID = fields.optional("campaignRunId", .text(1...64), "Whose channel hears of the end; one that I may see.")
        sceneID = fields.optional("sceneId", .text(1...128), "Comes back with the job.")
        var wish = Wish.nothing
        fields.either("jobType") { fields in
            _ = fields.variant("jobType", of: JobType.self) { type, fields in
                let payload = fields.requiredObject("payload") { JobPayload(type, reading: &$0) }
                if let payload { wish = .job(type, payload) }
            }
        } or: { fields in
            let art = Self.art(reading: &fields)
            wish = .art(art.wish, provider: art.provider)
        }
        self.wish = wish
    }

    private static func art(reading fields: inout RequestFields) -> (wish: EntityArt.Wish, provider: String?) {
        let type = fields.required("type", .word(of: ArtType.self))
        let entity = fields.requiredObject("entity_ref") { fields in
            EntityRef(
                kind: fields.required("kind", .text(1...64), "scene, location, npc, monster or item.").lowercased(),
                id: fields.required("id", .text(1...128)),
                packID: fields.optional("packId", .text(1...128), "Not given: of the run's pack, else of Season 1."))
        }
        let provider = fields.optional(
            "provider", .text(1...40), "STATIC: only what lies in the pack. GEN, or a provider's name: made anew.")
        let spec = fields.optionalObject("spec", "What to draw, whatever the pack says.") { fields in
            let prompt = fields.required("prompt", JobPayload.prompt)
            return JobPayload.picture(reading: &fields, prompt: prompt)
        }
        var wish = EntityArt.Wish(type: type, entity: entity ?? EntityRef(kind: "", id: ""), spec: spec)
        wish.wantsStatic = provider?.uppercased() == "STATIC"
        wish.wantsNew = provider != nil && !wish.wantsStatic
        return (wish, wish.wantsStatic || provider?.uppercased() == "GEN" ? nil : provider)
    }

    static let example: JSONValue = [
        "jobType": "image", "payload": ["prompt": "A ferry in the fog", "style": "concept", "seed": 7],
        "clientToken": "cover-1",
    ]
}

/// What a job of the first dialect is to make.
struct JobPayload: Sendable {
    /// Nil: speech that nobody here can recognise.
    let work: MediaWork?
    let key: ContentKey?

    static let prompt: TextRule = .verbatim(1...4000)
    private static let word: TextRule = .text(1...64)
    private static let pixels: IntegerRule = .integer(64...2048)
    private static let seeds: IntegerRule = .integer(-Int(Int64.maxSafeInteger)...Int(Int64.maxSafeInteger))

    init(_ type: JobType, reading fields: inout RequestFields) {
        switch type {
        case .tts:
            var order = SpeechOrder(text: fields.required("text", .verbatim(1...5000)))
            order.voice = fields.optional("voice", Self.word) ?? order.voice
            order.speed = fields.optional("speed", .number(0.5...2)) ?? order.speed
            order.model = fields.optional("model", Self.word) ?? order.model
            let language = fields.optional("language", .word(of: Language.self), "Not given: by the text.")
            order.language = (language ?? Self.language(of: order.text)).rawValue
            work = .order(.speech(order))
            key = .speech(order, language: language?.rawValue)
        case .stt:
            _ = fields.optional("audioUrl", .verbatim(1...2000), "Of the recording.")
            let text = fields.optional(
                "stubTranscript", .verbatim(0...4000), "The transcript, where the server has no recogniser.")
            work = text.map(MediaWork.transcript)
            key = nil
        case .image, .avatar:
            let prompt =
                type == .image
                ? fields.required("prompt", Self.prompt) : fields.optional("prompt", Self.prompt) ?? "portrait"
            let said = Self.picture(reading: &fields, prompt: prompt)
            _ = fields.optional("postproc", .word(of: Postprocessing.self))
            var order = ImageOrder(prompt: prompt)
            order.negative = said.negative ?? order.negative
            order.style = said.style ?? order.style
            order.seed = said.seed.map(Int64.init) ?? order.seed
            order.width = said.width ?? order.width
            order.height = said.height ?? order.height
            order.model = fields.optional("model", Self.word) ?? order.model
            if type == .avatar { order.subject = .portrait }
            work = .order(.image(order))
            key = .picture(type, order)
        }
    }

    private enum Postprocessing: String, Sendable, CaseIterable {
        case none
    }

    static func picture(reading fields: inout RequestFields, prompt: String) -> MediaSpec {
        MediaSpec(
            prompt: prompt, negative: fields.optional("negative", .verbatim(0...4000), "What shall not be seen."),
            style: fields.optional("style", word), seed: fields.optional("seed", seeds),
            width: fields.optional("width", pixels), height: fields.optional("height", pixels))
    }

    /// Russian, if any letter of it is.
    private static func language(of text: String) -> Language {
        text.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) } ? .russian : .english
    }
}
