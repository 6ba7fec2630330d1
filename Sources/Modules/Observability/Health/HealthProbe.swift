internal import Network

/// One thing that `/readyz` really tries.
package struct HealthProbe: Sendable {
    package enum Importance: Sendable {
        /// Without it the server cannot take a write: unready, 503.
        case essential
        /// Play goes on without it: degraded, 200.
        case secondary
    }

    /// The words are for strangers too: no paths, no names.
    package enum Outcome: Equatable, Sendable {
        case well
        /// Still works, and will not for long: degraded, whatever the probe's importance.
        case strained(String)
        case failed(String)
    }

    /// The member of `checks`: `database`, `disk`, `writerQueue`, `packs`, `backup`.
    package let name: StaticString
    package let importance: Importance
    package let check: @Sendable @LoopActor () async -> Outcome

    package init(
        _ name: StaticString, _ importance: Importance, check: @escaping @Sendable @LoopActor () async -> Outcome
    ) {
        self.name = name
        self.importance = importance
        self.check = check
    }
}
