import ApplianceTesting
import Core
import Glibc
import Storage
import Testing

@Suite("Start and stop")
struct StartTests {
    /// Runs a command to its end.
    private func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> (
        code: Int32, text: String
    ) {
        let process = try ServerProcess(arguments, environment: environment)
        let code = try await process.waitForEnd()
        return (code, process.printed)
    }

    @Test("refuses a wrong configuration with code 78, the line and a suggestion")
    func refusesConfiguration() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(Array("[server]\nlisten = [\"127.0.0.1:0\"]\nlisen = 5\n".utf8), to: "config.toml")
        let path = directory.path + "/config.toml"
        for command in ["serve", "check-config"] {
            let (code, text) = try await run([command, "--config", path])
            #expect(code == 78)
            #expect(text.contains("config.toml:3:1: unknown key \"lisen\", did you mean \"listen\"?"))
        }
        let (code, text) = try await run(["check-config"], environment: ["MIMIC_AUTH__JWT_TTL": "soon"])
        #expect(code == 78)
        #expect(text.contains("MIMIC_AUTH__JWT_TTL"))
    }

    @Test("masks secrets in what check-config prints, and names where a value came from")
    func printsConfiguration() async throws {
        let (code, text) = try await run(
            ["check-config", "--print", "--listen", "127.0.0.1:9"], environment: ["BOT_TOKEN": "12345:very-secret"])
        #expect(code == 0)
        #expect(!text.contains("very-secret"))
        #expect(text.contains("BOT_TOKEN"))
        #expect(text.contains("127.0.0.1:9"))
    }

    @Test("refuses a weak JWT secret")
    func refusesWeakSecret() async throws {
        #expect(try await run(["check-config"], environment: ["JWT_SECRET": "short"]).code == 78)
        #expect(try await run(["check-config"], environment: ["JWT_SECRET": "your-256-bit-secret"]).code == 78)
    }

    @Test("says which port is in use")
    func refusesTakenPort() async throws {
        let server = try await RunningServer()
        let other = try TemporaryDirectory()
        let (code, text) = try await run(["serve", "--data", other.path, "--listen", "127.0.0.1:\(server.port)"])
        #expect(code == 1)
        #expect(text.contains("127.0.0.1:\(server.port) is already in use"))
    }

    @Test("does not share a data folder with a running server")
    func refusesSharedFolder() async throws {
        let server = try await RunningServer()
        let (code, text) = try await run([
            "serve", "--data", server.directory.path + "/data", "--listen", "127.0.0.1:0",
        ])
        #expect(code == 1)
        #expect(text.contains("in use by another Mimic"))
    }

    @Test("refuses a database of a newer version, and names the one to install")
    func refusesNewerSchema() async throws {
        let directory = try TemporaryDirectory()
        let future = try Storage(
            StorageConfiguration(path: directory.path + "/mimic.db", applicationVersion: "7.5.0"),
            migrations: [Migration(module: "air_traffic", version: 1, "CREATE TABLE flying_cars (id INTEGER) STRICT")],
            deliver: { $0() })
        await future.close()
        let (code, text) = try await run(["serve", "--data", directory.path, "--listen", "127.0.0.1:0"])
        #expect(code == 1)
        #expect(text.contains("Install Mimic 7.5.0 or newer"))
    }

    @Test("refuses what is not a database, and leaves it as it is")
    func refusesStranger() async throws {
        let directory = try TemporaryDirectory()
        let letter = Array(String(repeating: "not a database. ", count: 100).utf8)
        try directory.write(letter, to: "data/mimic.db")
        let (code, text) = try await run(["serve", "--data", directory.path + "/data", "--listen", "127.0.0.1:0"])
        #expect(code == 1)
        #expect(text.contains("mimic.db is not a database"))
        #expect(try directory.read("data/mimic.db") == letter)
    }

    @Test("stops with code 1 rather than serve from a database that is damaged while it runs")
    func stopsOnDamage() async throws {
        let directory = try TemporaryDirectory()
        let server = try await RunningServer(in: directory)
        let player = try await TestPlayer.guest(server)
        _ = try await player.post("/v1/characters", ["name": "Нина", "archetype": "странник"])
        #expect(try await server.stop() == 0)

        let revived = try await RunningServer(in: directory)
        try directory.spoil("data/mimic.db", from: 4096)
        let again = TestPlayer(client: revived.client, token: player.token)
        #expect(try await again.send("GET", "/v1/characters").status == 500)
        #expect(try await revived.waitForEnd() == 1)
        #expect(revived.printed.contains("mimic.db cannot be used any more"))
    }

    @Test("says which folder cannot be made")
    func refusesReadOnlyFolder() async throws {
        // Not even root can make a folder in /proc.
        let (code, text) = try await run(["serve", "--data", "/proc/mimic", "--listen", "127.0.0.1:0"])
        #expect(code == 1)
        #expect(text.contains("/proc/mimic cannot be made"))
        #expect(text.contains("--data"))
    }

    @Test("stops on SIGTERM with code 0, and starts again where it was")
    func stopsAndStartsAgain() async throws {
        let directory = try TemporaryDirectory()
        let server = try await RunningServer(in: directory)
        let player = try await TestPlayer.guest(server)
        let made = try await player.post("/v1/characters", ["name": "Нина", "archetype": "странник"])
        #expect(try await server.stop() == 0)
        #expect(server.printed.contains("\"stopped\""))
        let revived = try await RunningServer(in: directory)
        let again = TestPlayer(client: revived.client, token: player.token)
        #expect(try await again.get("/v1/characters").list.first?["id"] == made["id"])
    }

    @Test("a second SIGTERM ends it at once, with code 0, though a request is in flight")
    func stopsAtOnce() async throws {
        let server = try await RunningServer()
        let slow = try TestClient(port: server.port)
        try await slow.send(
            "POST /v1/auth/guest HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        #expect(try await slow.readResponse().status == 100)
        server.terminate()
        try await server.waitForLine("\"stopping\"")
        #expect(try await server.stop() == 0)
        #expect(!server.printed.contains("\"stopped\""))
    }

    private func demo(in directory: TemporaryDirectory) throws -> ServerProcess {
        try ServerProcess(
            ["demo", "--port", "0"], environment: RunningServer.patience.merging(["TMPDIR": directory.path]) { $1 })
    }

    @Test("the demo forgets its folder also when a second SIGTERM ends it at once")
    func demoStopsAtOnce() async throws {
        let directory = try TemporaryDirectory()
        let demo = try demo(in: directory)
        let slow = try TestClient(port: UInt16(try await demo.port()))
        try await slow.send(
            "POST /v1/auth/guest HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        #expect(try await slow.readResponse().status == 100)
        demo.send(signal: SIGTERM)
        _ = try await demo.line { $0.contains("\"stopping\"") }
        #expect(try await demo.stop() == 0)
        #expect(!demo.printed.contains("\"stopped\""))
        #expect(try directory.isEmpty)
    }

    @Test("takes so many new guests a day from one address, and logs each sign-in without a name")
    func guestsPerDay() async throws {
        let server = try await RunningServer(
            environment: ["RATE_LIMIT_ENABLED": "true", "MIMIC_LIMITS__GUESTS_PER_DAY": "2"])
        for _ in 0..<2 { _ = try await TestPlayer.guest(server, "Канарейка") }
        let third = try await server.client.request("POST", "/v1/auth/guest", json: ["displayName": "Канарейка"])
        #expect(third.status == 429)
        // Half a day, less what the test took.
        #expect(try #require(third.header("Retry-After").flatMap { Int($0) }) > 40_000)
        #expect(try await server.stop() == 0)
        let lines = server.printed.split(separator: "\n").filter { $0.contains("\"Signed in\"") }
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.contains("\"player_id\":") && $0.contains("\"way\":\"guest\"") })
        #expect(!server.printed.contains("Канарейка"))
    }

    @Test("tells the service manager when it is ready, reloads and stops")
    func notifies() async throws {
        let directory = try TemporaryDirectory()
        let socket = try NotificationSocket(path: directory.path + "/notify")
        let server = try await RunningServer(in: directory, environment: ["NOTIFY_SOCKET": socket.path])
        server.hangUp()
        try await server.waitForLine("Packs reloaded")
        #expect(try await server.stop() == 0)
        let messages = socket.messages
        #expect(messages.count == 4)
        #expect(messages.first == "READY=1")
        #expect(messages.dropFirst().first?.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") == true)
        #expect(messages.suffix(2) == ["READY=1", "STOPPING=1"])
    }

    @Test("the demo on a network shows its link as a QR code")
    func showsCode() async throws {
        let demo = try ServerProcess(["demo", "--lan", "--port", "0"])
        _ = try await demo.line { $0.contains("Ctrl-C") }
        #expect(try await demo.stop() == 0)
        let rows = demo.printed.split(separator: "\n").filter { "█▀▄".contains($0.first ?? "-") }.map(Array.init)
        // Two rows of modules a line; a light module is printed.
        let dark = rows.flatMap { row in [row.map { !"█▀".contains($0) }, row.map { !"█▄".contains($0) }] }
        let width = try #require(dark.first?.count)
        // A version is 17 + 4n modules wide, with two of margin at each side here.
        #expect(width >= 25 && (width - 4 - 17) % 4 == 0)
        for (row, column) in [(2, 2), (2, width - 9), (width - 9, 2)] {
            // ISO/IEC 18004 §6.3.3: dark 7, light 5 and dark 3 modules wide, around one centre.
            for y in 0..<7 {
                for x in 0..<7 {
                    let ring = max(abs(x - 3), abs(y - 3))
                    #expect(dark[row + y][column + x] == (ring != 2), "finder pattern at \(row), \(column)")
                }
            }
        }
    }

    @Test("explains commands, and refuses unknown ones with code 2")
    func explainsCommands() async throws {
        #expect(try await run(["help"]).text.contains("admin invite"))
        #expect(try await run(["help", "serve"]).text.contains("--listen ADDR:PORT..."))
        #expect(try await run(["serve", "--help"]).text == (try await run(["help", "serve"]).text))
        #expect(try await run(["version"]).text.hasPrefix("mimic "))
        let wrong = try await run(["sevre"])
        #expect(wrong.code == 2)
        #expect(wrong.text.contains("did you mean \"serve\"?"))
        let option = try await run(["serve", "--lisen", "x"])
        #expect(option.code == 2)
        #expect(option.text.contains("did you mean \"--listen\"?"))
        #expect(try await run(["demo", "--port", "70000"]).code == 2)
    }

    @Test("asks for the public address when a link would lead to a Unix socket")
    func inviteBehindSocket() async throws {
        let folder = try TemporaryDirectory()
        let config = """
            [server]
            listen = []
            unix_socket = "\(folder.path)/mimic.sock"
            [data]
            directory = "\(folder.path)/data"
            """
        try folder.write(Array(config.utf8), to: "config.toml")
        let invite = ["admin", "invite", "--config", folder.path + "/config.toml"]
        let (code, text) = try await run(invite)
        #expect(code == 78)
        #expect(text.contains("server.public_url"))
        let told = try await run(invite, environment: ["MIMIC_SERVER__PUBLIC_URL": "https://play.example.org"])
        #expect(told.text.hasPrefix("https://play.example.org/play#host="))
    }

    @Test("makes an administrator out of the link of admin invite, once")
    func invitesAdministrator() async throws {
        let server = try await RunningServer()
        let (code, link) = try await run(["admin", "invite", "--data", server.directory.path + "/data"])
        #expect(code == 0)
        let token = try #require(link.split(separator: "/play#host=").last).description
        let body: JSONValue = ["inviteToken": .string(token), "login": "host", "password": "a long enough one"]
        let first = try await server.client.request("POST", "/v1/auth/invite/accept", json: body)
        #expect(first.status == 200)
        let second = try await server.client.request("POST", "/v1/auth/invite/accept", json: body)
        #expect(second.status == 400)
        #expect(second.json["error"] == "invalid_invite")
        let login = try await server.client.request(
            "POST", "/v1/auth/password", json: ["login": "host", "password": "a long enough one"])
        #expect(login.status == 200)
    }

    @Test("the demo prints where to play, lets guests in, and forgets its folder")
    func demonstrates() async throws {
        let directory = try TemporaryDirectory()
        let demo = try demo(in: directory)
        let line = try await demo.line { $0.contains("is ready. Open http://127.0.0.1:") }
        let port = try #require(
            line.split(separator: " ").compactMap { word -> UInt16? in
                guard word.hasPrefix("http://127.0.0.1:") else { return nil }
                return UInt16(word.dropFirst("http://127.0.0.1:".count).prefix { $0.isNumber })
            }.first)
        let client = try TestClient(port: port)
        let guest = try await client.request("POST", "/v1/auth/guest", json: ["displayName": "Гость"])
        #expect(guest.status == 200)
        for path in ["/", "/play", "/play/"] {
            let page = try await client.request("GET", path)
            #expect(page.status == 200)
            #expect(page.text.contains("<html"))
        }
        #expect(try await !client.request("GET", "/v1/campaigns").json.list.isEmpty)
        let hostLine = try await demo.line { $0.contains("http://127.0.0.1:\(port)/play#host=") }
        let token = try #require(hostLine.split(separator: "#host=").last).description
        let host = try await client.request(
            "POST", "/v1/auth/invite/accept",
            json: ["inviteToken": .string(token), "login": "host", "password": "a long enough one"])
        #expect(host.status == 200)
        #expect(try await demo.stop() == 0)
        #expect(try directory.isEmpty)
    }
}
