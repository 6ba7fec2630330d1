import ApplianceTesting
import Core
import Glibc
import Network
import Storage
import Testing

@testable import MediaBroker

@Suite("The asset store") struct AssetStoreTests {
    @Test("keeps a file by its hash, in two folders, and the first half of the hash as its id") func names()
        async throws
    {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        #expect(asset.hash.hasPrefix(asset.id))
        #expect(asset.id.count == 32)
        #expect(house.files == ["\(asset.hash.prefix(2))/\(asset.hash.dropFirst(2).prefix(2))/\(asset.hash).webp"])
        await house.stop()
    }

    @Test("leaves neither a file nor a row when the transaction fails") func failedTransaction() async throws {
        struct Refusal: Error {}
        let house = try await MediaHouse(isWorking: false)
        let new = try NewAsset(picture: ImageSamples.picture(.png))
        await #expect(throws: Refusal.self) {
            try await house.media.assets.keep(new) { _, _ in throw Refusal() }
        }
        #expect(house.files.isEmpty)
        #expect(try await house.usage() == 0)
        await house.stop()
    }

    @Test("leaves the file of a row that another brings who keeps the same bytes") func failedBesideAnother()
        async throws
    {
        struct Refusal: Error {}
        let house = try await MediaHouse(isWorking: false)
        let assets = await house.media.assets
        for width in 20..<60 {
            let new = try NewAsset(picture: ImageCodec.encode(.gradient(width: width, height: 16), as: .png))
            let kept = Task { try await assets.keep(new) }
            let refused = Task { try await assets.keep(new) { _, _ in throw Refusal() } }
            _ = try await kept.value
            await #expect(throws: Refusal.self) { try await refused.value }
        }
        #expect(house.files.count == 40)
        #expect(try house.verify().findings.isEmpty)
        await house.stop()
    }

    @Test("makes a lost file again when the same bytes come once more") func heals() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        try house.folder.remove(asset.path)
        #expect(try house.verify().findings.map(\.fault) == [.missing])
        #expect(try await house.keepPicture() == asset)
        #expect(try house.verify().findings.isEmpty)
        await house.stop()
    }

    @Test("counts the bytes of all, each once") func usage() async throws {
        let house = try await MediaHouse(isWorking: false)
        let (first, second) = (try await house.keepPicture(), try await house.keepPicture(width: 30))
        _ = try await house.keepPicture()
        #expect(try await house.usage() == first.bytes + second.bytes)
        await house.stop()
    }

    @Test("shows to everybody what was kept for everybody once") func publicWins() async throws {
        let house = try await MediaHouse(isWorking: false)
        _ = try await house.keepPicture()
        #expect(try await house.keepPicture(isPrivate: true).isPrivate == false)
        await house.stop()
    }

    // MARK: Sweep

    @Test("takes away a day later what nobody needs, and not before") func sweeps() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        #expect(try await house.media.sweep() == SweepReport(marked: 1))
        house.clock.advance(by: .seconds(86_399))
        #expect(try await house.media.sweep() == SweepReport())
        house.clock.advance(by: .seconds(1))
        #expect(try await house.media.sweep() == SweepReport(removed: 1, freed: asset.bytes))
        #expect(house.files.isEmpty)
        #expect(try await house.usage() == 0)
        await house.stop()
    }

    @Test("leaves what somebody needs again by then") func secondLook() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        let job = try await house.player("Nina").ask("image", ["prompt": "a"])
        #expect(try await house.media.sweep().marked == 1)
        house.clock.advance(by: .seconds(86_400))
        try await house.temporary.storage.write { connection in
            _ = try MediaJobStore.succeed(
                job.jobID, assetID: asset.id, result: Array("{}".utf8), provider: "sketch", notice: nil,
                now: Timestamp(seconds: 0), in: connection)
        }
        #expect(try await house.media.sweep() == SweepReport())
        #expect(house.files.count == 1)
        await house.stop()
    }

    @Test("leaves what was uploaded") func uploads() async throws {
        let house = try await MediaHouse(isWorking: false)
        _ = try await house.keepPicture(uploadedBy: PlayerID(rawValue: 1))
        house.clock.advance(by: .seconds(1_000_000))
        #expect(try await house.media.sweep() == SweepReport())
        await house.stop()
    }

    @Test("takes thumbnails away after their picture") func thumbnails() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture(width: 200)
        _ = try await house.media.assets.thumbnail(of: asset, width: 64)
        #expect(try await house.media.sweep().marked == 1)
        house.clock.advance(by: .seconds(86_400))
        #expect(try await house.media.sweep().removed == 1)
        #expect(try await house.media.sweep().marked == 1)
        house.clock.advance(by: .seconds(86_400))
        #expect(try await house.media.sweep().removed == 1)
        #expect(house.files.isEmpty)
        await house.stop()
    }

    @Test("takes away what a crash between file and row has left, and nothing of others") func strays() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        // What a crash leaves: the file is there, the transaction never was.
        let new = NewAsset(.webp, ImageSamples.picture(.webp) + [0])
        let path = StoredAsset.path(hash: new.makeHash(), .webp)
        try house.folder.put(new.bytes, at: path)
        try house.write([1], to: "README")
        #expect(try house.verify().findings.map(\.path).sorted() == ["README", path].sorted())
        #expect(try await house.media.sweep().strays == 1)
        #expect(house.files.sorted() == ["README", asset.path].sorted())
        await house.stop()
    }

    @Test("takes away at its start what was being written at a crash") func unfinished() async throws {
        let house = try await MediaHouse(isWorking: false)
        _ = try await house.keepPicture()
        try house.write([1, 2, 3], to: ".new-0123456789abcdef")
        try await house.media.start()
        #expect(access(house.folder.absolute(".new-0123456789abcdef"), F_OK) != 0)
        await house.stop()
    }

    // MARK: Verification

    @Test("finds a file of other bytes, of another length, and one that is not there") func verifies() async throws {
        let house = try await MediaHouse(isWorking: false)
        var assets: [StoredAsset] = []
        for width in [24, 40, 50] { assets.append(try await house.keepPicture(width: width)) }
        var bytes = ImageSamples.picture(.webp)
        try house.write([UInt8](repeating: 0, count: assets[0].bytes), to: assets[0].path)
        bytes.removeLast()
        try house.write(bytes, to: assets[1].path)
        try house.folder.remove(assets[2].path)
        let verification = try house.verify()
        #expect(verification.checked == 3)
        #expect(
            Dictionary(uniqueKeysWithValues: verification.findings.map { ($0.path, $0.fault) })
                == [assets[0].path: .damaged, assets[1].path: .damaged, assets[2].path: .missing])
        await house.stop()
    }
}

extension MediaHouse {
    func usage() async throws -> Int { try await temporary.storage.read { try AssetStore.usage(in: $0) } }

    /// Writes a file below the folder of assets, over what is there.
    func write(_ bytes: [UInt8], to relative: String) throws {
        let path = folder.absolute(relative)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(descriptor >= 0)
        #expect(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
        close(descriptor)
    }
}
