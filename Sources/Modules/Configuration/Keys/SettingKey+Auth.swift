extension SettingKey {
    static let auth = [
        SettingKey(
            "auth", "guests", \.auth.guests, .boolean,
            """
            Whether anybody may play under a name of their choice, without Telegram and without a password.
            Fine among friends and at a convention table; on the open internet strangers come too.
            """),
        SettingKey(
            "auth", "bot_token", \.auth.botToken, .optional(.botToken), isSecret: true, plainNames: ["BOT_TOKEN"],
            sample: "\"123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11\"",
            """
            The token of the Telegram bot whose Mini App this is, from @BotFather. Players then log in with
            Telegram. A secret: rather name a file with bot_token_file, or use a systemd credential called
            "auth.bot_token".
            """),
        SettingKey(
            "auth", "telegram_bot_id", \.auth.telegramBotID, .optional(.integer(1...Int.max)), sample: "123456",
            """
            The number before the colon of the bot's token. Enough to let Telegram's players in without
            keeping the token here: their Ed25519 signature is checked instead. Ignored when bot_token is set.
            """),
        SettingKey(
            "auth", "telegram_test", \.auth.telegramTest, .boolean,
            """
            Also accept signatures of Telegram's test environment. Never on a real server: anybody can make an
            account there.
            """),
        SettingKey(
            "auth", "init_data_max_age", \.auth.initDataMaxAge, .integer(60...86400, unit: "seconds"),
            """
            How old, in seconds, the launch data that Telegram signed may be. Shorter (300) lets a stolen
            launch be replayed for less time; players whose app stayed open longer must open it again.
            """),
        SettingKey(
            "auth", "telegram_app_url", \.auth.telegramAppURL, .optional(.link),
            sample: "\"https://t.me/example_bot/play\"",
            """
            The direct link of the Mini App. Invitations to a party then open in Telegram, with the code as
            startapp; not set, they open in the browser.
            """),
        SettingKey(
            "auth", "jwt_secret", \.auth.jwtSecret, .optional(.jwtSecret), isSecret: true, plainNames: ["JWT_SECRET"],
            sample: "\"at least 16 bytes, from openssl rand -base64 32\"",
            """
            The key that signs access tokens (HS256), at least 16 bytes; examples from manuals are refused.
            Not set: one is made at the first start and kept in the data folder, which is what most servers
            want. Changing it makes every access token void; apps fetch a new one by themselves. A secret: see
            jwt_secret_file, or the systemd credential "auth.jwt_secret".
            """),
        SettingKey(
            "auth", "jwt_ttl", \.auth.jwtTTL, .integer(60...3600, unit: "seconds"), plainNames: ["JWT_TTL_SECONDS"],
            """
            How long an access token is valid, in seconds. Apps renew it by themselves; logging out ends it at
            once in any case.
            """),
        SettingKey(
            "auth", "admins", \.auth.admins, .list("Telegram ids", of: .integer(1...Int.max)),
            """
            Telegram ids of those who are admin when they log in. They see every run, secrets of the story
            included, so choose people who do not play in it.
            """),
    ]
}
