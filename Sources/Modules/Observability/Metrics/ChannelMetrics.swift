/// What is counted of live channels. The party-sync module knows nothing of metrics; whoever wires it gives it these.
package struct ChannelMetrics: Sendable {
    /// Codes that have a series of their own: those of RFC 6455, and ours. A client may close with any number.
    private static let codes: Set<UInt16> = [
        1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 4000, 4008, 4029, 4401, 4403,
    ]

    private let connections: Gauge.Series
    private let received: Counter.Series
    private let sent: Counter.Series
    private let refusals: Counter
    private let disconnects: Counter
    private let recoveries: Counter

    package init(in metrics: Metrics) {
        connections = metrics.gauge("ws_connections", help: "Open live connections (WebSockets).").series()
        let messages = metrics.counter(
            "ws_messages_total", help: "Messages of clients (in), and messages to each of them (out).",
            labels: ["direction"])
        received = messages.series("in")
        sent = messages.series("out")
        refusals = metrics.counter(
            "party_sync_refusals_total", help: "Messages of clients that were refused, by the error's word.",
            labels: ["error"])
        disconnects = metrics.counter(
            "ws_disconnects_total", help: "Live connections that ended, by close code; 4008 is a slow client.",
            labels: ["code"])
        recoveries = metrics.counter(
            "party_sync_recoveries_total", help: "Clients that came back, by whether all that they missed was there.",
            labels: ["recovered"])
    }

    package func connectionsChanged(_ count: Int) { connections.set(Double(count)) }

    package func messageReceived() { received.add(1) }

    package func messagesSent(_ count: Int) { sent.add(count) }

    /// - Parameter word: the error's, never what a client wrote.
    package func messageRefused(_ word: String) { refusals.add(1, word) }

    package func disconnected(_ code: UInt16) {
        disconnects.add(1, Self.codes.contains(code) ? String(code) : "other")
    }

    package func clientReturned(isRecovered: Bool) { recoveries.add(1, isRecovered ? "true" : "false") }
}
