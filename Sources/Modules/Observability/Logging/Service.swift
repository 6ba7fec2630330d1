/// The part of the server that speaks: `service` of a log line and of a metric.
package enum Service: String, Sendable, CaseIterable {
    case gatewayAPI = "gateway-api"
    case partySync = "party-sync"
    case mediaBroker = "media-broker"
}
