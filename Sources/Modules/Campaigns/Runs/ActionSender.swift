package import Auth
package import Core

/// Who acts, and how the action came.
package struct ActionSender: Sendable {
    package let principal: Principal
    package let trace: TraceContext
    /// Over HTTP: holds the idempotency key, if there is one.
    package let caller: Caller?
    /// Over the channel: the sender's own id of the message.
    package let eventID: String?

    package init(caller: Caller) {
        principal = caller.principal
        trace = caller.trace
        self.caller = caller
        eventID = nil
    }

    package init(principal: Principal, trace: TraceContext, eventID: String?) {
        self.principal = principal
        self.trace = trace
        caller = nil
        self.eventID = eventID
    }

    package var playerID: PlayerID { principal.playerID }
}
