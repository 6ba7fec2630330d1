/// Providers in the order in which they are asked: a service, then `sketch`. Each has one attempt; the next one is asked
/// when it fails. After the last there is nothing but the placeholder, which is the caller's.
package struct ProviderChain: Sendable {
    /// A provider that was asked in vain.
    package struct PassedOver: Equatable, Sendable {
        package let provider: String
        package let failure: ProviderFailure
    }

    package struct Result: Equatable, Sendable {
        package let media: MadeMedia
        /// Who made it.
        package let provider: String
        /// Who should have.
        package let passedOver: [PassedOver]
    }

    /// Nobody made it.
    package struct Failure: Error, Equatable {
        package let passedOver: [PassedOver]

        /// What it comes down to: worth another attempt when that may help with one of them, after the shortest wait that
        /// one asked for.
        package var summary: ProviderFailure {
            guard !passedOver.isEmpty else { return .unavailable(reason: "No provider is configured.") }
            let reason = passedOver.map(\.failure.words).joined(separator: " ")
            let waits = passedOver.compactMap { passed -> Duration? in
                if case .temporary(_, let wait) = passed.failure { wait ?? .zero } else { nil }
            }
            if let wait = waits.min() { return .temporary(reason: reason, retryAfter: wait == .zero ? nil : wait) }
            let isPermanent = passedOver.contains { if case .permanent = $0.failure { true } else { false } }
            return isPermanent ? .permanent(reason: reason) : .unavailable(reason: reason)
        }
    }

    package let providers: [any MediaProvider]

    package init(_ providers: [any MediaProvider]) { self.providers = providers }

    /// - Throws: `Failure`, at once when the task is cancelled.
    package func make(_ order: MediaOrder) async throws(Failure) -> Result {
        var passedOver: [PassedOver] = []
        for provider in providers {
            do throws(ProviderFailure) {
                let media = try await provider.make(order)
                return Result(media: media, provider: provider.name, passedOver: passedOver)
            } catch {
                passedOver.append(PassedOver(provider: provider.name, failure: error))
            }
            if Task.isCancelled { break }
        }
        throw Failure(passedOver: passedOver)
    }
}

extension ProviderFailure {
    fileprivate var words: String {
        switch self {
        case .temporary(let reason, _), .permanent(let reason), .unavailable(let reason): reason
        }
    }
}
