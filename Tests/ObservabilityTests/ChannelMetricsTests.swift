import Testing

@testable import Observability

@Suite("Metrics of live channels")
struct ChannelMetricsTests {
    @Test("have the names that are promised, and no series for whatever code a client closes with")
    func names() {
        let metrics = Metrics()
        let channels = ChannelMetrics(in: metrics)
        channels.connectionsChanged(3)
        channels.messageReceived()
        channels.messagesSent(5)
        channels.messageRefused("reserved_event")
        for code in [4008, 4321, 3999, 1000] as [UInt16] { channels.disconnected(code) }
        channels.clientReturned(isRecovered: true)
        channels.clientReturned(isRecovered: false)
        let lines = Set(String(decoding: metrics.render(), as: UTF8.self).split(separator: "\n").map(String.init))
        for line in [
            "ws_connections 3", #"ws_messages_total{direction="in"} 1"#, #"ws_messages_total{direction="out"} 5"#,
            #"party_sync_refusals_total{error="reserved_event"} 1"#, #"ws_disconnects_total{code="4008"} 1"#,
            #"ws_disconnects_total{code="1000"} 1"#, #"ws_disconnects_total{code="other"} 2"#,
            #"party_sync_recoveries_total{recovered="true"} 1"#, #"party_sync_recoveries_total{recovered="false"} 1"#,
        ] { #expect(lines.contains(line), "\(line)") }
    }
}
