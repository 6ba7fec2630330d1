internal import Core

/// What a job has to do: an order for a provider, or a text that somebody has recognised already.
enum MediaWork: Sendable, Equatable {
    case order(MediaOrder)
    /// Of speech, where no recogniser is configured.
    case transcript(String)
}

// As it is kept in `media_jobs.work`: members sorted by name, so that equal work has equal bytes.
extension MediaWork {
    var json: JSONValue {
        switch self {
        case .order(.image(let order)): ["image": order.json]
        case .order(.speech(let order)): ["speech": order.json]
        case .transcript(let text): ["transcript": .string(text)]
        }
    }

    /// - Parameter json: as `json` made it; nil for anything else.
    init?(_ json: JSONValue) {
        if let order = json["image"].flatMap(ImageOrder.init(json:)) {
            self = .order(.image(order))
        } else if let order = json["speech"].flatMap(SpeechOrder.init(json:)) {
            self = .order(.speech(order))
        } else if let text = json["transcript"]?.stringValue {
            self = .transcript(text)
        } else {
            return nil
        }
    }
}

extension ImageOrder {
    fileprivate var json: JSONValue {
        [
            "prompt": .string(prompt), "negative": .string(negative), "style": .string(style), "seed": .integer(seed),
            "width": .integer(Int64(width)), "height": .integer(Int64(height)), "model": .string(model),
            "subject": .string(subject.rawValue), "likeness": .optional(likeness), "rarity": .optional(rarity),
            "palette": .array(palette.map(JSONValue.string)),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard let prompt = json["prompt"]?.stringValue, let negative = json["negative"]?.stringValue,
            let style = json["style"]?.stringValue, let seed = json["seed"]?.integerValue,
            let width = json["width"]?.integerValue, let height = json["height"]?.integerValue,
            let model = json["model"]?.stringValue,
            let subject = json["subject"]?.stringValue.flatMap(Subject.init(rawValue:)),
            case .array(let palette)? = json["palette"]
        else { return nil }
        self.init(prompt: prompt)
        (self.negative, self.style, self.seed, self.model) = (negative, style, seed, model)
        (self.width, self.height, self.subject) = (Int(width), Int(height), subject)
        likeness = json["likeness"]?.stringValue
        rarity = json["rarity"]?.stringValue
        self.palette = palette.compactMap(\.stringValue)
    }
}

extension SpeechOrder {
    fileprivate var json: JSONValue {
        [
            "text": .string(text), "voice": .string(voice), "speed": .number(speed), "model": .string(model),
            "language": .string(language),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard let text = json["text"]?.stringValue, let voice = json["voice"]?.stringValue,
            let speed = json["speed"]?.doubleValue, let model = json["model"]?.stringValue,
            let language = json["language"]?.stringValue
        else { return nil }
        self.init(text: text)
        (self.voice, self.speed, self.model, self.language) = (voice, speed, model, language)
    }
}

extension JSONValue {
    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    var doubleValue: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }

    /// Members sorted by name.
    var bytes: [UInt8] {
        var json = JSONWriter()
        json.value(self)
        return json.bytes
    }
}
