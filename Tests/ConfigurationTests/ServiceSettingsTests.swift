import Configuration
import Testing

@Suite("Settings of services")
struct ServiceSettingsTests {
    @Test("stand in tables within [media]")
    func nested() throws {
        let settings = try load(
            """
            [media]
            providers = ["openai", "comfyui", "sketch"]
            [media.openai]
            key_file = "/key"
            model = "dall-e-3"
            [media.comfyui]
            url = "http://127.0.0.1:8188/"
            workflow = "/w.json"
            """, files: ["/key": "sk-123\n"])
        let media = settings.mediaProviders
        #expect(media.order == [.openai, .comfyui, .sketch])
        #expect(media.openAI.key == "sk-123")
        #expect(media.openAI.model == "dall-e-3")
        #expect(media.comfyUI.url == "http://127.0.0.1:8188")
        #expect(settings.origins["media.openai.key"] == .file("config.toml", line: 4))
    }

    @Test("come from the environment and from credentials, too")
    func environment() throws {
        let settings = try load(
            environment: [
                "MIMIC_MEDIA__PROVIDERS": "automatic1111, openai", "MIMIC_MEDIA__AUTOMATIC1111__URL": "http://sd:7860",
                "MIMIC_OUTBOUND__PROXY": "socks5h://proxy:1080", "CREDENTIALS_DIRECTORY": "/run/c",
            ], files: ["/run/c/media.openai.key": "sk-123"])
        #expect(settings.mediaProviders.order == [.automatic1111, .openai])
        #expect(settings.mediaProviders.automatic1111.url == "http://sd:7860")
        #expect(settings.mediaProviders.openAI.key == "sk-123")
        #expect(settings.outbound.proxy == "socks5h://proxy:1080")
    }

    @Test("must be there for each provider that is asked")
    func agreement() {
        #expect(
            problems("[media]\nproviders = [\"openai\", \"automatic1111\", \"comfyui\", \"openai\"]") == [
                "config.toml:2:13: media.providers names \"openai\", which needs media.openai.key",
                "config.toml:2:13: media.providers names \"automatic1111\", which needs media.automatic1111.url",
                "config.toml:2:13: media.providers names \"comfyui\", which needs media.comfyui.url",
                "config.toml:2:13: media.providers names \"comfyui\", which needs media.comfyui.workflow",
                "config.toml:2:13: media.providers names \"openai\" twice",
                "config.toml:2:13: media.providers names \"openai\", which needs media.openai.key",
            ])
    }

    @Test("mistakes are told with their place and without secrets")
    func mistakes() {
        #expect(
            problems("[media.opanai]\nkey = \"x\"")
                == ["config.toml:1:8: unknown section \"media.opanai\", did you mean \"media.openai\"?"])
        #expect(
            problems("[media.openai]\nkee = \"x\"")
                == ["config.toml:2:1: unknown key \"kee\", did you mean \"key\"?"])
        let address = problems("[media.automatic1111]\nurl = \"http://user:secret@\"")
        #expect(address.count == 1)
        #expect(address.first?.contains("media.automatic1111.url must be http:// or https://") == true)
        #expect(address.first?.contains("secret") == false)
    }

    @Test("are shown without their passwords")
    func report() throws {
        let report = try load(
            """
            [media.openai]
            key = "sk-hidden"
            [media.automatic1111]
            url = "http://user:hidden@sd:7860"
            [outbound]
            proxy = "http://user:hid:den@proxy:3128"
            """
        ).report
        #expect(!report.contains("hid") && !report.contains("den@"))
        #expect(report.contains("key = \"********\""))
        #expect(report.contains("url = \"http://user:********@sd:7860\""))
    }

    @Test(
        "take addresses with a path, and no others",
        arguments: [
            ("http://a", true), ("https://a:1/b/c", true), ("http://[::1]:7860/x", true), ("http://u:p@a", true),
            ("a", false), ("ftp://a", false), ("http://", false), ("http://a?b", false), ("http://a#b", false),
            ("http://a b", false), ("http://a@b@c", false), ("http://a:0/", false), ("socks5h://a", false),
        ])
    func addresses(text: String, isTaken: Bool) {
        #expect(problems(environment: ["MIMIC_MEDIA__OPENAI__URL": text]).isEmpty == isTaken)
    }
}
