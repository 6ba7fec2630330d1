import ApplianceTesting
import Network
import Observability
import Storage
import Testing

/// Holds everything that the server measures against the rules of `promtool check metrics` and of the exposition format.
@Suite("Metrics format")
struct MetricsFormatTests {
    private struct Family {
        let name: String
        let kind: String
        var samples: [(name: String, labels: [(String, String)], value: Double)] = []
    }

    /// What `/metrics` answers after some play.
    private func everything() async throws -> String {
        let metrics = Metrics()
        let logger = LogCapture().makeLogger()
        var settings = ObservabilitySettings(version: "1")
        settings.servesMetrics = true
        let module = ObservabilityModule(settings, logger: logger, metrics: metrics, probes: [])
        let campaigns = CampaignMetrics(in: metrics)
        campaigns.actionAnswered(type: "choose", result: "ok")
        campaigns.runsChanged(status: "SCENE", by: 1)
        _ = StorageObserver.observing(logger, metrics)
        metrics.histogram("db_commit_seconds", help: "").observe(0.003)
        let server = try await TestServer(observer: .observing(logger, metrics)) { module.addRoutes(to: $0) }
        let client = try server.client()
        for target in ["/health", "/nowhere", "/metrics"] { _ = try await client.request("GET", target) }
        let text = try await client.request("GET", "/metrics").text
        await server.stop()
        return text
    }

    @Test("every metric of the server passes")
    func passes() async throws {
        let families = try parse(try await everything())
        #expect(Set(families.map(\.name)).count == families.count)
        for family in families { try check(family) }
        let names = Set(families.map(\.name))
        for name in [
            "http_requests_total", "http_request_duration_seconds", "http_connections", "db_commit_seconds",
            "db_batch_jobs", "db_queue_depth", "event_loop_lag_seconds", "campaign_actions_total", "campaign_runs",
            "process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds",
            "process_start_time_seconds", "build_info",
        ] { #expect(names.contains(name), "\(name) is missing") }
    }

    private func check(_ family: Family) throws {
        #expect(family.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") })
        #expect(family.name.first?.isLetter == true)
        #expect((family.kind == "counter") == family.name.hasSuffix("_total"))
        for word in ["_ms", "_msec", "_mb", "_kb", "milliseconds", "megabytes", "_sum", "_count", "_bucket"] {
            #expect(!family.name.hasSuffix(word))
        }
        let series = family.samples.map { "\($0.name)\($0.labels)" }
        #expect(Set(series).count == series.count)
        for sample in family.samples { try check(sample.name, sample.labels, sample.value, of: family) }
        if family.kind == "histogram" { try checkHistogram(family) }
    }

    private func check(_ name: String, _ labels: [(String, String)], _ value: Double, of family: Family) throws {
        let suffixes = family.kind == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
        #expect(suffixes.contains { family.name + $0 == name })
        if family.kind == "counter" { #expect(value >= 0) }
        for (label, text) in labels {
            #expect(label != "job" && label != "instance" && !label.hasPrefix("__"))
            #expect(!text.contains { $0.isNumber } || label == "le" || label == "status" || label == "version")
        }
    }

    private func checkHistogram(_ family: Family) throws {
        var groups: [String: [(bound: Double, count: Double)]] = [:]
        for sample in family.samples where sample.name.hasSuffix("_bucket") {
            let key = "\(sample.labels.filter { $0.0 != "le" })"
            let bound = try #require(sample.labels.first { $0.0 == "le" }?.1)
            groups[key, default: []].append((try #require(bound == "+Inf" ? .infinity : Double(bound)), sample.value))
        }
        #expect(!groups.isEmpty)
        for (key, buckets) in groups {
            for (lower, upper) in zip(buckets, buckets.dropFirst()) {
                #expect(lower.bound < upper.bound)
                #expect(lower.count <= upper.count)
            }
            #expect(buckets.last?.bound == .infinity)
            let count = family.samples.first { $0.name.hasSuffix("_count") && "\($0.labels)" == key }
            #expect(count?.value == buckets.last?.count)
        }
    }

    private func parse(_ text: String) throws -> [Family] {
        #expect(text.hasSuffix("\n"))
        var families: [Family] = []
        var help: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if line.hasPrefix("# HELP ") {
                #expect(words.count == 4, "no help: \(line)")
                help = words[2]
            } else if line.hasPrefix("# TYPE ") {
                #expect(words[2] == help, "HELP comes before TYPE")
                families.append(Family(name: words[2], kind: words[3]))
            } else {
                let last = try #require(families.indices.last)
                families[last].samples.append(try parseSample(line))
            }
        }
        return families
    }

    private func parseSample(_ line: Substring) throws -> (name: String, labels: [(String, String)], value: Double) {
        let space = try #require(line.lastIndex(of: " "))
        let value = line[line.index(after: space)...]
        var head = line[..<space]
        var labels: [(String, String)] = []
        if let brace = head.firstIndex(of: "{") {
            #expect(head.hasSuffix("}"))
            for pair in head[head.index(after: brace)...].dropLast().split(separator: "\",") {
                let parts = pair.split(separator: "=\"", maxSplits: 1, omittingEmptySubsequences: false)
                labels.append((String(parts[0]), String(parts[1].hasSuffix("\"") ? parts[1].dropLast() : parts[1])))
            }
            head = head[..<brace]
        }
        return (String(head), labels, try #require(value == "+Inf" ? .infinity : Double(value)))
    }
}
