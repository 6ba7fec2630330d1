internal import Network

/// One thing that `/readyz` really tries.
package struct HealthProbe: Sendable {
    package enum Importance: Sendable {
        /// Without it the server cannot take a write: unready, 503.
        case essential
        /// Play goes on without it: degraded, 200.
        case secondary
    }

    /// The member of `checks`: `database`, `disk`, `writerQueue`, `packs`, `backup`.
    package let name: StaticString
    package let importance: Importance
    /// Nil when all is well, else what is wrong in a few words. Strangers read them: no paths, no names.
    package let check: @Sendable @LoopActor () async -> String?

    package init(
        _ name: StaticString, _ importance: Importance, check: @escaping @Sendable @LoopActor () async -> String?
    ) {
        self.name = name
        self.importance = importance
        self.check = check
    }
}
