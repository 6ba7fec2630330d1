internal import Network

/// The JSON of Auth, for the OpenAPI document.
enum AuthSchemas {
    @LoopActor static func add(to router: Router) {
        router.schema("TelegramSignIn", .object(["initData": .string(10...16384)]))
        router.schema(
            "GuestSignIn",
            .object(["displayName": .string(1...60)], optional: ["inviteCode": .nullable(.string(1...64))]))
        router.schema("GuestResume", .object(["guestKey": .string(1...100)]))
        router.schema(
            "InviteAccept",
            .object([
                "inviteToken": .string(1...200),
                "login": .string(minimum: 3, maximum: 32, pattern: "^[A-Za-z0-9._-]+$"),
                "password": .string(8...200),
            ]))
        router.schema("PasswordSignIn", .object(["login": .string(1...32), "password": .string(1...200)]))
        router.schema("RefreshRequest", .object(["refreshToken": .string(1...200)]))
        router.schema("TelegramUser", telegramUser)
        router.schema(
            "SignIn",
            .object(
                [
                    "accessToken": .described(.string, "A JWT for `Authorization: Bearer`."),
                    "tokenType": .enumeration(["Bearer"]),
                    "expiresIn": .described(.integer(60...3600), "Seconds."),
                    "issuedAt": .time,
                    "refreshToken": .string,
                    "user": .reference("TelegramUser"),
                    "startParam": .nullable(.string),
                ],
                optional: [
                    "chat": .object([:]),
                    "guestKey": .described(.string, "Of a new guest: the key to come back with, shown once."),
                ]))
    }

    private static let telegramUser = Schema.object([
        "id": .described(.id, "The Telegram id; of guests and logins the player id."),
        "is_bot": .boolean,
        "first_name": .string,
        "last_name": .nullable(.string),
        "username": .nullable(.string),
        "language_code": .nullable(.string),
        "allows_write_to_pm": .nullable(.boolean),
    ])
}
