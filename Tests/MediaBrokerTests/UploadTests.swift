import ApplianceTesting
import Core
import Network
import Testing

@testable import MediaBroker

@Suite("POST /v1/admin/assets") struct UploadTests {
    @Test("keeps a picture, encoded anew, under the hash of its bytes") func keeps() async throws {
        let house = try await MediaHouse(isWorking: false)
        let author = try await house.player("Author", role: .author)
        let answer = try await author.upload(ImageSamples.picture(.png), "?alt=A%20gradient")
        #expect(answer.status == 201, "\(answer.text)")
        #expect(answer.json["mime"] == "image/webp")
        #expect(answer.json["width"] == 24)
        #expect(answer.json["height"] == 16)
        #expect(answer.json["alt"] == "A gradient")
        let url = try #require(answer.json["url"]?.stringValue)
        #expect(url == "/assets/\(try #require(answer.json["assetId"]?.stringValue)).webp")
        let shown = try await author.client.request("GET", url)
        #expect(try ImageCodec.probe(shown.body).format == .webp)
        #expect(try house.verify().findings.isEmpty)
        await house.stop()
    }

    @Test("lets nothing survive that is hidden behind a picture") func nothingHidden() async throws {
        let house = try await MediaHouse(isWorking: false)
        let author = try await house.player("Author", role: .author)
        let secret = Array("a secret behind the end".utf8)
        let answer = try await author.upload(ImageSamples.picture(.png) + secret)
        let url = try #require(answer.json["url"]?.stringValue)
        let shown = try await author.client.request("GET", url).body
        #expect(shown.firstRange(of: secret) == nil)
        await house.stop()
    }

    @Test("keeps equal pictures once") func once() async throws {
        let house = try await MediaHouse(isWorking: false)
        let author = try await house.player("Author", role: .author)
        let first = try await author.upload(ImageSamples.picture(.png))
        let second = try await author.upload(ImageSamples.picture(.png))
        #expect(first.json["assetId"] == second.json["assetId"])
        #expect(house.files.count == 1)
        await house.stop()
    }

    @Test("gives a signed link to what is private") func isPrivate() async throws {
        let house = try await MediaHouse(isWorking: false)
        let author = try await house.player("Author", role: .admin)
        let answer = try await author.upload(ImageSamples.picture(.png), "?private=true")
        let url = try #require(answer.json["url"]?.stringValue)
        #expect(url.hasPrefix("/assets/s/"))
        #expect(try await author.client.request("GET", url).status == 200)
        let name = try #require(url.split(separator: "/").last)
        #expect(try await author.client.request("GET", "/assets/\(name)").status == 404)
        await house.stop()
    }

    @Test("is for authors and admins", arguments: [nil, Role.gm]) func roles(role: Role?) async throws {
        let house = try await MediaHouse(isWorking: false)
        let answer = try await house.player("Somebody", role: role).upload(ImageSamples.picture(.png))
        #expect(answer.status == 403)
        #expect(house.files.isEmpty)
        await house.stop()
    }

    static let notPictures: [(what: String, bytes: [UInt8], says: String)] = [
        ("a zip named .png", Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 64), "a ZIP archive"),
        (
            "an SVG with a script", Array("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>".utf8),
            "an SVG"
        ),
        ("a picture of 40,000 pixels a side", ImageSamples.pngHeader(width: 40_000, height: 40_000), "40000 x 40000"),
        ("half of a PNG", Array(ImageSamples.picture(.png).prefix(60)), "cut short"),
        ("half of a JPEG", Array(ImageSamples.jpeg.prefix(200)), "cut short"),
        ("half of a WebP", Array(ImageSamples.picture(.webp).prefix(40)), "cut short"),
        ("a text", Array("hello".utf8), "not a picture"),
    ]

    @Test("refuses with the reason what is no picture", arguments: notPictures)
    func refuses(sample: (what: String, bytes: [UInt8], says: String)) async throws {
        let house = try await MediaHouse(isWorking: false)
        let author = try await house.player("Author", role: .author)
        let answer = try await author.upload(sample.bytes)
        #expect(answer.status == 422, "\(sample.what): \(answer.text)")
        #expect(answer.json["error"] == "not_a_picture")
        #expect(answer.json["message"]?.stringValue?.contains(sample.says) == true, "\(answer.text)")
        #expect(house.files.isEmpty)
        await house.stop()
    }

    @Test("refuses more than 10 MiB before it is read") func tooLarge() async throws {
        let house = try await MediaHouse(isWorking: false)
        let author = try await house.player("Author", role: .author)
        let client = try house.server.client()
        try await client.send(
            "POST /v1/admin/assets HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(author.token)\r\n"
                + "Content-Length: \(10 << 20 + 1)\r\n\r\n")
        #expect(try await client.readResponse().status == 413)
        await house.stop()
    }

    @Test("refuses with 507 what goes beyond media.max_bytes, and what was there stays") func quota() async throws {
        let house = try await MediaHouse(isWorking: false, configure: { $0.maximumBytes = 300 })
        let author = try await house.player("Author", role: .author)
        let first = try await author.upload(ImageSamples.picture(.png))
        #expect(first.status == 201, "\(first.text)")
        var last = first
        for width in 30..<60 where last.status == 201 {
            last = try await author.upload(ImageCodec.encode(.gradient(width: width, height: 16), as: .png))
        }
        #expect(last.status == 507)
        #expect(last.json["error"] == "media_quota")
        let url = try #require(first.json["url"]?.stringValue)
        #expect(try await author.client.request("GET", url).status == 200)
        #expect(try house.verify().findings.isEmpty)
        await house.stop()
    }

    @Test("refuses with 507 while the disk is nearly full") func nearlyFull() async throws {
        var surroundings = MediaSurroundings()
        surroundings.hasRoom = { false }
        let house = try await MediaHouse(isWorking: false, surroundings: surroundings)
        let answer = try await house.player("Author", role: .author).upload(ImageSamples.picture(.png))
        #expect(answer.status == 507)
        #expect(answer.json["error"] == "disk_full")
        await house.stop()
    }
}
