extension SettingKey {
    static let mediaProviders =
        [
            SettingKey(
                "media", "providers", \.mediaProviders.order, .list("names of providers, like \"sketch\"", of: .choice),
                """
                Who makes pictures, in the order in which they are asked: "openai", "automatic1111" and "comfyui" are
                services, each with a section below; "sketch" draws here, without any service. One that fails
                several times in a row is left alone for a while. Empty: scenes have no pictures but those of their
                packs.
                """)
        ]

    static let mediaServices = openAI + automatic1111 + comfyUI

    private static let openAI = [
        SettingKey(
            "media.openai", "url", \.mediaProviders.openAI.url, .serviceAddress,
            "Where OpenAI's API is spoken: by OpenAI, or by another service, with or without /v1 at the end."),
        SettingKey(
            "media.openai", "key", \.mediaProviders.openAI.key, .optional(.secretWord), isSecret: true,
            plainNames: ["OPENAI_API_KEY"], sample: "\"sk-example-0123456789\"",
            """
            The key for it, sent as Authorization: Bearer. Pictures cost money. A secret: rather name a file with
            key_file, or use a systemd credential called "media.openai.key".
            """),
        SettingKey(
            "media.openai", "model", \.mediaProviders.openAI.model, .line(most: 128),
            "The model that draws. It decides which sizes there are; the nearest is taken."),
        SettingKey("media.openai", "timeout", \.mediaProviders.openAI.timeout, .patience, patience),
    ]

    private static let automatic1111 = [
        SettingKey(
            "media.automatic1111", "url", \.mediaProviders.automatic1111.url, .optional(.serviceAddress),
            sample: "\"http://127.0.0.1:7860\"",
            """
            Where Stable Diffusion web UI runs, started with --api. With --api-auth: http://user:password@host:7860;
            the password is masked wherever the configuration is shown.
            """),
        SettingKey(
            "media.automatic1111", "model", \.mediaProviders.automatic1111.model, .optional(.line(most: 256)),
            sample: "\"dreamshaper_8\"", "The checkpoint to draw with. Not set: the one that is loaded there."),
        SettingKey("media.automatic1111", "timeout", \.mediaProviders.automatic1111.timeout, .patience, patience),
    ]

    private static let comfyUI = [
        SettingKey(
            "media.comfyui", "url", \.mediaProviders.comfyUI.url, .optional(.serviceAddress),
            sample: "\"http://127.0.0.1:8188\"", "Where ComfyUI runs: the address of its page."),
        SettingKey(
            "media.comfyui", "workflow", \.mediaProviders.comfyUI.workflow, .optional(.line(most: 4096)),
            sample: "\"/etc/mimic/workflow.json\"",
            """
            A file with the workflow, from ComfyUI's "Export (API)". In its texts {{prompt}} and {{negative}} stand
            for what is to be seen and what is not; "{{seed}}", "{{width}}" and "{{height}}", each in quotes and
            alone, become numbers. {{prompt}} must be there.
            """),
        SettingKey("media.comfyui", "timeout", \.mediaProviders.comfyUI.timeout, .patience, patience),
    ]

    private static let patience = "Seconds that one picture may take, waiting in the service's queue included."

    static let outbound = [
        SettingKey(
            "outbound", "proxy", \.outbound.proxy, .optional(.proxyAddress),
            sample: "\"http://proxy.example.org:3128\"",
            """
            The proxy by which other servers are asked, but for those on this machine: http://, https:// or
            socks5h://, maybe with user:password@, which is masked wherever the configuration is shown. Not set: none,
            whatever http_proxy says in the environment.
            """),
        SettingKey(
            "outbound", "ca_bundle", \.outbound.authorities, .optional(.line(most: 4096)),
            sample: "\"/etc/mimic/authorities.pem\"",
            """
            A PEM file with the authorities whose certificates are trusted, instead of the system's. For services
            with a certificate of your own.
            """),
    ]
}

extension SettingType<Int> {
    fileprivate static var patience: SettingType { .integer(5...3600, unit: "seconds") }
}
