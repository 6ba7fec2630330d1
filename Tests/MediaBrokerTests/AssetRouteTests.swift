import ApplianceTesting
import Core
import Network
import Storage
import Testing

@testable import MediaBroker

@Suite("GET /assets") struct AssetRouteTests {
    @Test("shows a picture with its type, a strong tag, and for ever") func shows() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        let answer = try await house.client().request("GET", "/assets/\(asset.name)")
        #expect(answer.status == 200)
        #expect(answer.body.count == asset.bytes)
        #expect(answer.header("Content-Type") == "image/webp")
        #expect(answer.header("Content-Length") == String(asset.bytes))
        #expect(answer.header("ETag") == "\"\(asset.id)\"")
        #expect(answer.header("Cache-Control") == "public, max-age=31536000, immutable")
        #expect(answer.header("X-Content-Type-Options") == "nosniff")
        #expect(answer.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
        await house.stop()
    }

    @Test("answers HEAD with the head alone, and goes on with the connection") func head() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        let client = try house.client()
        let head = try await client.request("HEAD", "/assets/\(asset.name)")
        #expect(head.status == 200)
        #expect(head.header("Content-Length") == String(asset.bytes))
        #expect(head.body.isEmpty)
        #expect(try await client.request("GET", "/assets/\(asset.name)").body.count == asset.bytes)
        await house.stop()
    }

    @Test(
        "answers a range with that part",
        arguments: [("bytes=0-3", 0..<4), ("bytes=8-11", 8..<12), ("bytes=-5", -5..<0), ("bytes=2-", 2..<Int.max)])
    func range(field: String, range: Range<Int>) async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        let client = try house.client()
        let whole = try await client.request("GET", "/assets/\(asset.name)").body
        let part = try await client.request("GET", "/assets/\(asset.name)", headers: ["Range": field])
        let first = range.lowerBound < 0 ? whole.count + range.lowerBound : range.lowerBound
        let end = range.lowerBound < 0 ? whole.count : min(range.upperBound, whole.count)
        #expect(part.status == 206)
        #expect(part.header("Content-Range") == "bytes \(first)-\(end - 1)/\(whole.count)")
        #expect(part.body == Array(whole[first..<end]))
        await house.stop()
    }

    @Test("refuses a range behind the end with 416") func unsatisfiable() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        let answer = try await house.client().request(
            "GET", "/assets/\(asset.name)", headers: ["Range": "bytes=999999-"])
        #expect(answer.status == 416)
        #expect(answer.header("Content-Range") == "bytes */\(asset.bytes)")
        await house.stop()
    }

    @Test("says 304 to who has it already") func notModified() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        let answer = try await house.client().request(
            "GET", "/assets/\(asset.name)", headers: ["If-None-Match": "\"\(asset.id)\""])
        #expect(answer.status == 304)
        #expect(answer.body.isEmpty)
        await house.stop()
    }

    @Test(
        "finds nothing under what is no name of an asset",
        arguments: [
            "00000000000000000000000000000000.webp", "0.webp", "..%2f..%2fmimic.db", "%2e%2e/mimic.db",
            "00000000000000000000000000000000", "ABCDEF00000000000000000000000000.webp",
        ])
    func nothing(name: String) async throws {
        let house = try await MediaHouse(isWorking: false)
        #expect(try await house.client().request("GET", "/assets/\(name)").status == 404)
        await house.stop()
    }

    @Test("finds nothing under the right id with another ending") func otherFormat() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        #expect(try await house.client().request("GET", "/assets/\(asset.id).ogg").status == 404)
        await house.stop()
    }

    @Test("tells the log, and the client nothing, when the file of a row is gone") func lostFile() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        try house.folder.remove(asset.path)
        let answer = try await house.client().request("GET", "/assets/\(asset.name)")
        #expect(answer.status == 500)
        #expect(!answer.text.contains("assets"))
        #expect(house.seen.failures.withLock { $0 }.contains { $0.contains(asset.hash) })
        await house.stop()
    }

    @Test("sends a large file in pieces, all of it") func large() async throws {
        let house = try await MediaHouse(isWorking: false)
        let bytes = Array("OggS".utf8) + (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var new = NewAsset(.ogg, bytes)
        new.kind = .sound
        let asset = try await house.media.assets.keep(new)
        let answer = try await house.client().request("GET", "/assets/\(asset.name)")
        #expect(answer.header("Content-Type") == "audio/ogg")
        #expect(answer.body == bytes)
        await house.stop()
    }

    // MARK: Thumbnails

    @Test("makes a thumbnail of the width that was asked for") func thumbnail() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture(width: 200)
        let answer = try await house.client().request("GET", "/assets/\(asset.name)?w=64")
        #expect(answer.status == 200)
        #expect(try ImageCodec.probe(answer.body).width == 64)
        #expect(answer.header("ETag") != "\"\(asset.id)\"")
        await house.stop()
    }

    @Test("keeps one thumbnail for two who ask at the same time") func oneThumbnail() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture(width: 200)
        async let first = house.client().request("GET", "/assets/\(asset.name)?w=64")
        async let second = house.client().request("GET", "/assets/\(asset.name)?w=64")
        #expect(try await first.body == second.body)
        let made = try await house.temporary.storage.read {
            try $0.first("SELECT count(*) FROM assets WHERE kind = 'thumbnail'") { $0.int(0) }
        }
        #expect(made == 1)
        #expect(house.files.count == 2)
        await house.stop()
    }

    @Test("shows the picture itself to who asks for more than it has") func notEnlarged() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture(width: 24)
        let answer = try await house.client().request("GET", "/assets/\(asset.name)?w=1024")
        #expect(answer.header("ETag") == "\"\(asset.id)\"")
        await house.stop()
    }

    @Test("refuses other widths", arguments: ["0", "63", "65536", "064", "x"]) func otherWidth(w: String) async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture()
        #expect(try await house.client().request("GET", "/assets/\(asset.name)?w=\(w)").status == 422)
        await house.stop()
    }

    // MARK: Signed links

    @Test("shows what is private only behind its signed link") func signed() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture(isPrivate: true)
        let client = try house.client()
        #expect(try await client.request("GET", "/assets/\(asset.name)").status == 404)
        let link = house.links.url(of: asset, now: house.clock.now)
        let answer = try await client.request("GET", link)
        #expect(answer.status == 200)
        #expect(answer.header("Cache-Control") == "private, max-age=900, immutable")
        await house.stop()
    }

    @Test("refuses a signed link after 15 minutes") func expired() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture(isPrivate: true)
        let link = house.links.url(of: asset, now: house.clock.now)
        house.clock.advance(by: .seconds(899))
        #expect(try await house.client().request("GET", link).status == 200)
        house.clock.advance(by: .seconds(1))
        let answer = try await house.client().request("GET", link)
        #expect(answer.status == 403)
        #expect(answer.json["error"] == "link_expired")
        await house.stop()
    }

    @Test("refuses a signed link for another file, of a later end, or by another key") func forged() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asset = try await house.keepPicture(isPrivate: true)
        let other = try await house.keepPicture(width: 25, isPrivate: true)
        let link = house.links.url(of: asset, now: house.clock.now)
        let grant = try #require(link.split(separator: "/").dropLast().last)
        let signature = try #require(grant.split(separator: ".").last)
        let stranger = AssetLinks(base: "", secret: [1, 2, 3]).url(of: asset, now: house.clock.now)
        let client = try house.client()
        for link in [
            "/assets/s/\(grant)/\(other.name)", "/assets/s/99999999999.\(signature)/\(asset.name)", stranger,
            "/assets/s/x/\(asset.name)",
        ] {
            #expect(try await client.request("GET", link).status == 403, "\(link)")
        }
        await house.stop()
    }
}

extension MediaHouse {
    var links: AssetLinks { AssetLinks(base: "", secret: Array("a secret of more than sixteen bytes".utf8)) }
}
