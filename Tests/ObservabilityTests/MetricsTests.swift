import Observability
import Testing

@testable import struct Observability.ProcessStatus

@Suite("Metrics")
struct MetricsTests {
    private let metrics = Metrics()
    private var text: String { String(decoding: metrics.render(), as: UTF8.self) }

    @Test("counters, with and without labels")
    func counters() {
        let plain = metrics.counter("plain_total", help: "Plain.")
        let labelled = metrics.counter("things_total", help: "Things, \\ and\nmore.", labels: ["kind", "why"])
        labelled.add(2, "b", "x")
        labelled.series("a", "say \"hi\"\\\n").add()
        labelled.add(1, "b", "x")
        #expect(
            text == """
                # HELP plain_total Plain.
                # TYPE plain_total counter
                plain_total 0
                # HELP things_total Things, \\\\ and\\nmore.
                # TYPE things_total counter
                things_total{kind="a",why="say \\"hi\\"\\\\\\n"} 1
                things_total{kind="b",why="x"} 3

                """)
        plain.add(5)
        #expect(text.contains("plain_total 5\n"))
    }

    @Test("gauges go up and down")
    func gauges() {
        let gauge = metrics.gauge("level", help: "Level.", labels: ["of"])
        gauge.set(2.5, "tea")
        gauge.add(-3, "tea")
        gauge.set(.infinity, "x")
        gauge.set(-.infinity, "y")
        gauge.set(.nan, "z")
        #expect(
            text.hasSuffix("level{of=\"tea\"} -0.5\nlevel{of=\"x\"} +Inf\nlevel{of=\"y\"} -Inf\nlevel{of=\"z\"} NaN\n"))
    }

    @Test("histograms count into cumulative buckets, bounds included")
    func histograms() {
        let histogram = metrics.histogram("took_seconds", help: "Took.", labels: ["who"], buckets: [0.125, 1, 10])
        for value in [0.0625, 0.125, 0.5, 1.5, 10, 11] { histogram.observe(value, "me") }
        #expect(
            text == """
                # HELP took_seconds Took.
                # TYPE took_seconds histogram
                took_seconds_bucket{who="me",le="0.125"} 2
                took_seconds_bucket{who="me",le="1"} 3
                took_seconds_bucket{who="me",le="10"} 5
                took_seconds_bucket{who="me",le="+Inf"} 6
                took_seconds_sum{who="me"} 23.1875
                took_seconds_count{who="me"} 6

                """)
    }

    @Test("computed values are read when rendered, and left out when there is none")
    func computed() {
        metrics.computedGauge("there", help: "There.") { 1.5 }
        metrics.computedCounter("gone_total", help: "Gone.") { nil }
        #expect(text == "# HELP there There.\n# TYPE there gauge\nthere 1.5\n")
    }

    @Test("asking twice gives the same metric")
    func same() {
        metrics.counter("x_total", help: "X.").add()
        metrics.counter("x_total", help: "X.").add()
        #expect(text.hasSuffix("x_total 2\n"))
    }

    @Test("no addition is lost between threads")
    func threads() async {
        let counter = metrics.counter("c_total", help: "C.", labels: ["l"])
        let gauge = metrics.gauge("g", help: "G.")
        let histogram = metrics.histogram("h", help: "H.", buckets: [1])
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for _ in 0..<1000 {
                        counter.add(1, task % 2 == 0 ? "even" : "odd")
                        gauge.add(0.5)
                        histogram.observe(Double(task))
                    }
                }
            }
        }
        #expect(counter.series("even").value == 4000)
        #expect(counter.series("odd").value == 4000)
        #expect(gauge.series().value == 4000)
        #expect(histogram.series().cumulativeCounts == [2000, 8000])
        #expect(histogram.series().sum == 28000)
    }

    @Test("labels that run wild share one series")
    func cardinality() {
        let counter = metrics.counter("wild_total", help: "Wild.", labels: ["id"])
        for id in 0..<1500 { counter.add(1, String(id)) }
        #expect(counter.series("other").value == 500)
        #expect(text.split(separator: "\n").count == 2 + 1001)
    }

    @Test("play is counted")
    func campaigns() {
        let campaigns = CampaignMetrics(in: metrics)
        campaigns.actionAnswered(type: "choose", result: "ok")
        campaigns.runsChanged(status: "SCENE", by: 2)
        campaigns.runsChanged(status: "SCENE", by: -1)
        #expect(text.contains("campaign_actions_total{type=\"choose\",result=\"ok\"} 1\n"))
        #expect(text.contains("campaign_runs{status=\"SCENE\"} 1\n"))
    }
}

@Suite("Process metrics")
struct ProcessMetricsTests {
    @Test("reads /proc/self/stat, whatever the process is called")
    func status() throws {
        let columns = (3...52).map(String.init).joined(separator: " ")
        let status = try #require(ProcessStatus("7 (a) b (c) \(columns)\n"))
        #expect(status.userTicks == 14)
        #expect(status.systemTicks == 15)
        #expect(status.startTicks == 22)
        #expect(status.virtualBytes == 23)
        #expect(status.residentPages == 24)
    }

    @Test(
        "makes nothing of anything else",
        arguments: ["", "7 (x", "7 (x) S 1 2", "7 (x) \(String(repeating: "y ", count: 50))"])
    func noStatus(text: String) { #expect(ProcessStatus(text) == nil) }

    @Test("tells of this process")
    func live() throws {
        let metrics = Metrics()
        ProcessMetrics.register(in: metrics, version: "1.2.3")
        let text = String(decoding: metrics.render(), as: UTF8.self)
        func value(_ name: String) throws -> Double {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("\(name) ") })
            return try #require(Double(line.dropFirst(name.count + 1)))
        }
        #expect(try value("process_resident_memory_bytes") > 1_000_000)
        #expect(try value("process_virtual_memory_bytes") > value("process_resident_memory_bytes"))
        #expect(try value("process_open_fds") >= 3)
        #expect(try value("process_max_fds") >= value("process_open_fds"))
        #expect(try value("process_cpu_seconds_total") >= 0)
        #expect(try value("process_start_time_seconds") > 1_600_000_000)
        #expect(text.contains("build_info{version=\"1.2.3\"} 1\n"))
    }
}
