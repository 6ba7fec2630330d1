extension SettingKey {
    static let media = [
        SettingKey(
            "media", "workers", \.media.workers, .integer(1...8),
            """
            Pictures and sounds that are in work at the same time. Where services make them, so many are asked
            for at once; what is drawn here takes a core only when the rest of the server leaves one, whatever
            this says. In a container with a CPU quota both share the quota.
            """),
        SettingKey(
            "media", "max_bytes", \.media.maxBytes, .integer(10_485_760...1_125_899_906_842_624, unit: "bytes"),
            """
            Bytes that all pictures and sounds may take together. At the limit new ones fail with a clear
            error, and the game goes on without; what nobody needs is cleared away a day later. A picture
            takes 50 to 300 kB.
            """),
        SettingKey(
            "media", "public_base_url", \.media.publicBaseURL, .optional(.webAddress),
            sample: "\"https://cdn.example.org\"",
            """
            What stands in front of the links to pictures and sounds, when something else than this server
            serves them: a cache that asks it for what it has not. Not set: server.public_url, or else links
            without a host.
            """),
        SettingKey(
            "media", "player_orders_per_day", \.media.ordersPerPlayerAndDay, .integer(0...1_000_000),
            """
            Pictures and sounds that one player may have made on one day (UTC) by providers that cost money.
            Beyond it they are drawn here, and the job says so. What is drawn here counts nothing.
            """),
        SettingKey(
            "media", "run_orders", \.media.ordersPerRun, .integer(0...1_000_000),
            "The same for one campaign run, whoever of its players asks."),
        SettingKey(
            "media", "speech", \.media.speech, .choice,
            """
            What is heard when a scene is read aloud: "tone", a soft sound as long as the words, or "espeak", the
            voice of the program espeak-ng, which must be installed.
            """),
        SettingKey(
            "media", "draw_missing", \.media.drawMissing, .boolean,
            """
            Whether scenes and people of whom a pack has no picture are drawn here, from what players are told
            of them.
            """),
        SettingKey(
            "media", "processing_delay", \.media.processingDelay, .integer(0...60_000, unit: "milliseconds"),
            plainNames: ["PROCESSING_DELAY_MS"],
            """
            How long each picture and sound is in work before it is made: for building pages, to see what they show
            until it comes.
            """),
        SettingKey(
            "media", "keep_days", \.media.keepDays, .integer(1...36_500, unit: "days"),
            """
            Days for which what was made is kept after somebody last looked at it. Then it is forgotten, and
            made anew when it is asked for. What was uploaded stays.
            """),
    ]
}
