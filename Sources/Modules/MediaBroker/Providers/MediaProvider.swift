internal import Network

/// How far an order is, in per cent.
package typealias ProgressReport = @Sendable @LoopActor (_ percent: Int64) -> Void

/// What makes a picture or a sound of an order: drawn here, asked of a service, spoken by a program.
///
/// Whoever implements it knows nothing of jobs, players and storage: it is given an order and gives bytes. Time-outs of a
/// whole order, attempts and the circuit breaker are the caller's; what a provider does inside one attempt is its own.
package protocol MediaProvider: Sendable {
    /// As configuration, jobs and metrics call it: `sketch`, `openai`.
    var name: String { get }

    /// - Parameter report: told meanwhile by who knows how far it is.
    func make(
        _ order: MediaOrder, telling report: @escaping ProgressReport
    ) async throws(ProviderFailure) -> MadeMedia
}

extension MediaProvider {
    /// As above, for who does not want to know how far it is.
    package func make(_ order: MediaOrder) async throws(ProviderFailure) -> MadeMedia {
        try await make(order) { _ in }
    }
}

package enum MediaOrder: Sendable, Equatable {
    case image(ImageOrder)
    case speech(SpeechOrder)
}

/// A picture that somebody wants.
package struct ImageOrder: Sendable, Equatable {
    /// What is shown, which decides how it is composed.
    package enum Subject: String, Sendable, CaseIterable {
        case scene, portrait, creature, item
    }

    package var prompt: String
    package var negative = ""
    package var style = "concept"
    package var seed: Int64 = 0
    /// Pixels, 64...2048.
    package var width = 1024
    /// Pixels, 64...2048.
    package var height = 1024
    package var model = "default"
    package var subject = Subject.scene
    /// Names who or what is shown, the same in every order: whoever has a face keeps it. nil when nobody in particular.
    package var likeness: String?
    /// Of an item: `common`, `uncommon`, `rare`, `epic`, `legendary`.
    package var rarity: String?
    /// Colours of the pack as `#rrggbb`, from dark to light; empty for the provider's own.
    package var palette: [String] = []

    package init(prompt: String) { self.prompt = prompt }
}

/// A text that somebody wants to hear.
package struct SpeechOrder: Sendable, Equatable {
    package var text: String
    package var voice = "default"
    /// 1.0 is how the voice speaks by itself; 0.5...2.
    package var speed = 1.0
    package var model = "default"
    /// `ru` or `en`.
    package var language = "en"

    package init(text: String) { self.text = text }
}

/// What a provider made, not yet checked: the bytes may come from a stranger.
package struct MadeMedia: Sendable, Equatable {
    package var bytes: [UInt8]
    /// As the provider names it. A picture is decoded and encoded again before it is kept, whatever this says.
    package var mediaType: String
    /// Of a sound.
    package var durationMilliseconds: Int?
    package var voice: String?
    package var seed: Int64?
    package var model: String?

    package init(bytes: [UInt8], mediaType: String) {
        self.bytes = bytes
        self.mediaType = mediaType
    }
}

/// Why a provider made nothing.
package enum ProviderFailure: Error, Sendable, Equatable {
    /// It may go better later: a time-out, 429, 5xx, a refused connection. `retryAfter` is what the service asked for.
    case temporary(reason: String, retryAfter: Duration?)
    /// The same order would fail the same way: a wrong key, a refused prompt, an answer that is not a picture.
    case permanent(reason: String)
    /// It cannot work on this machine: no key, no library, no program.
    case unavailable(reason: String)
}
