import ApplianceTesting
import Core
import Network
import Testing

@testable import Observability

@Suite("Room on the disk")
struct DiskSpaceTests {
    private let capture = LogCapture()
    private let metrics = Metrics()
    private let free = Lock<UInt64?>(nil)

    init() { EventLoop.startInBackground() }

    @LoopActor private func makeSpace(minimum: UInt64, _ logger: Logger) -> DiskSpace {
        DiskSpace(minimum: minimum, logger: logger, metrics: metrics) { [free] in free.withLock { $0 } }
    }

    @Test(
        "is strained below the minimum, and never because it cannot be measured",
        arguments: [
            (999, 1000, .strained("nearly full")), (1000, 1000, .well), (0, 0, .well), (nil, 1000, .well),
        ] as [(UInt64?, UInt64, HealthProbe.Outcome)])
    @LoopActor func outcomes(bytes: UInt64?, minimum: UInt64, outcome: HealthProbe.Outcome) async {
        free.withLock { $0 = bytes }
        #expect(await makeSpace(minimum: minimum, capture.makeLogger()).outcome() == outcome)
        let text = String(decoding: metrics.render(), as: UTF8.self)
        #expect(text.contains("data_free_bytes \(bytes ?? 0)\n"))
    }

    @Test("tells the log when it changes, and only then")
    @LoopActor func changes() async {
        let logger = capture.makeLogger()
        let space = makeSpace(minimum: 256 << 20, logger)
        for megabytes in [900, 100, 50, 900, 900] as [UInt64] {
            free.withLock { $0 = megabytes << 20 }
            _ = await space.outcome()
        }
        logger.flush()
        #expect(capture.lines.count == 2)
        #expect(capture.lines[0].contains("nearly full") && capture.lines[0].contains("\"free_mb\":100"))
        #expect(capture.lines[1].contains("has room again"))
    }

    @Test("measures the disk of a folder, and nothing where there is none")
    func measures() throws {
        let directory = try TemporaryDirectory()
        #expect(try #require(DiskSpace.free(at: directory.path)) > 0)
        #expect(DiskSpace.free(at: directory.path + "/none") == nil)
    }
}
