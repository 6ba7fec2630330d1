internal import Core
internal import Network

/// The JSON of Auth, for the OpenAPI document.
enum AuthSchemas {
    @LoopActor static func add(to router: Router) {
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
                ]),
            example: [
                "accessToken": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIyNzkwNTgzOTcifQ.c2lnbmF0dXJl",
                "tokenType": "Bearer", "expiresIn": 900, "issuedAt": "2026-11-20T10:15:30.123Z",
                "refreshToken": "q0Zb3kYt9cV1nR5xW7mL2sD8fG4hJ6pA",
                "user": [
                    "id": 279_058_397, "is_bot": false, "first_name": "Мира", "last_name": nil, "username": "mira",
                    "language_code": "ru", "allows_write_to_pm": true,
                ],
                "startParam": nil,
            ])
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
