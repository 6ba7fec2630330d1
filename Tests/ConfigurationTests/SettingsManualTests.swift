import FoundationEssentials
import Testing

@testable import Configuration

@Suite("The manual, config.toml.example")
struct SettingsManualTests {
    private static let example: String = {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return (try? String(contentsOfFile: "/\(root)/config.toml.example", encoding: .utf8)) ?? ""
    }()

    @Test("is what the table of keys says")
    func isCurrent() { #expect(Self.example == SettingsManual.text) }

    @Test("documents every key", arguments: SettingKey.all.map(\.path))
    func documents(path: String) throws {
        let key = try #require(SettingKey.all.first { $0.path == path })
        let section = try #require(Self.example.split(separator: "[\(key.section)]\n").last)
        #expect(section.contains("\n#\(key.name) = "))
        #expect(key.manual.count > 20 || key.name.hasSuffix("_burst"))
        if let fileName = key.fileName { #expect(section.contains("\n#\(fileName) = ")) }
    }

    @Test("says the truth about defaults: with every # taken away it changes nothing but what has no default")
    func defaultsAreTrue() throws {
        let lines = Self.example.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") && line != "#" && !line.contains("_file = ")
                && !line.hasPrefix("#jwt_secret") ? line.dropFirst() : line
        }
        var settings = try load(lines.joined(separator: "\n"))
        #expect(settings.origins.count == SettingKey.all.count - 1)
        settings.origins = [:]
        settings.file = nil
        settings.auth.botToken = nil
        settings.auth.telegramBotID = nil
        settings.auth.telegramAppURL = nil
        settings.server.publicURL = nil
        settings.server.tlsCertificate = nil
        settings.server.tlsKey = nil
        settings.server.unixSocket = nil
        settings.server.acmeWebroot = nil
        settings.media.publicBaseURL = nil
        settings.mediaProviders.openAI.key = nil
        settings.mediaProviders.automatic1111.url = nil
        settings.mediaProviders.automatic1111.model = nil
        settings.mediaProviders.comfyUI.url = nil
        settings.mediaProviders.comfyUI.workflow = nil
        settings.outbound = Settings.Outbound()
        #expect(settings == Settings())
    }

    @Test("keeps its lines short enough to read")
    func width() {
        for line in Self.example.split(separator: "\n") { #expect(line.count <= 110, "\(line)") }
    }

    @Test("no two keys share a path or a name in the environment, and a plain name is no key's own")
    func uniqueNames() {
        let keys = SettingKey.all
        #expect(Set(keys.map(\.path)).count == keys.count)
        let names = Set(keys.map(\.environmentName))
        #expect(names.count == keys.count)
        #expect(names.isDisjoint(with: keys.flatMap(\.plainNames)))
    }
}
