import ApplianceTesting
import Core
import Network
import Storage
import Testing

@testable import MediaBroker

/// No query on a growing table reads all of it: each index of the schema is there for one of these.
@Suite("The queries of media") struct MediaQueryPlanTests {
    @Test("read through indexes") func plans() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        let now = house.clock.now
        let plans = try await house.temporary.storage.write { connection in
            let player = PlayerID(rawValue: 1)
            let key = ContentKey.picture(.image, ImageOrder(prompt: "a"))
            let id = try MediaJobStore.insert(
                NewMediaJob(dialect: .job, type: "image", provider: "sketch", failure: "no"), now: now, in: connection)
            return try connection.queryPlans {
                _ = try AssetStore.find(asset.id, in: connection)
                _ = try AssetStore.thumbnail(of: asset.id, width: 64, in: connection)
                try AssetStore.touch([asset.id], now: now, in: connection)
                _ = try AssetStore.mark(after: "", limit: 10, now: now, in: connection)
                _ = try AssetStore.unreferenced(before: now, limit: 10, in: connection)
                _ = try AssetStore.remove(asset, in: connection)
                _ = try MediaJobStore.find(id, in: connection)
                _ = try MediaJobStore.find(clientToken: "t", of: player, in: connection)
                _ = try MediaJobStore.find(content: key, in: connection)
                _ = try MediaJobStore.hasFailed(content: key.text, in: connection)
                _ = try MediaJobStore.result(of: key.text, in: connection)
                try MediaJobStore.note(MediaRequest(), of: id, now: now, in: connection)
                _ = try MediaJobStore.request(of: player, for: id, in: connection)
                _ = try MediaJobStore.isShared(id, besides: player, in: connection)
                _ = try MediaJobStore.runs(waitingFor: id, in: connection)
                _ = try MediaJobStore.list(of: player, JobFilter(), limit: 10, in: connection)
                _ = try MediaJobStore.list(JobFilter(), limit: 10, in: connection)
                _ = try MediaJobStore.list(JobFilter(status: .queued), limit: 10, in: connection)
                _ = try MediaJobStore.list(JobFilter(type: "tts"), limit: 10, in: connection)
                _ = try MediaJobStore.resume(now: now, in: connection)
                try MediaJobStore.release(now: now, in: connection)
                _ = try MediaJobStore.claim(now: now, besides: [], in: connection)
                _ = try MediaJobStore.nextDue(after: now, in: connection)
                _ = try MediaJobStore.depth(in: connection)
                try MediaJobStore.fail(id, "", now: now, in: connection)
                _ = try MediaJobStore.retry(id, now: now, in: connection)
                _ = try MediaJobStore.forget(before: now, limit: 10, in: connection)
                try MediaBudget.forget(before: now, in: connection)
            }
        }
        #expect(plans.count >= 28)
        for plan in plans { #expect(plan.fullScans.isEmpty, "\(plan.sql): \(plan.steps)") }
        await house.stop()
    }
}
