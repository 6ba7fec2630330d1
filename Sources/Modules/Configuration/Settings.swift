package import Core

/// The effective configuration: every key of config.toml with its type (operations.md "Configuration").
///
/// A fresh value holds the defaults. `SettingsLoader` fills it from file, environment and options; `SettingKey.all`
/// binds each property to its key, bounds and documentation.
package struct Settings: Sendable, Equatable {
    package var server = Server()
    package var data = DataFolder()
    package var auth = Auth()
    package var game = Game()
    package var partySync = PartySync()
    package var media = Media()
    package var mediaProviders = MediaProviders()
    package var outbound = Outbound()
    package var observability = Observability()
    package var limits = Limits()

    /// Where each value came from, by `section.key`; a key that is not here has its default.
    package internal(set) var origins: [String: SettingOrigin] = [:]
    /// The configuration file that was read.
    package internal(set) var file: String?

    package init() {}
}

extension Settings {
    package struct Server: Sendable, Equatable {
        package var listen = [ListenAddress(host: "127.0.0.1", port: 8080)]
        /// `https://play.example.org`, without a slash at the end.
        package var publicURL: String?
        /// A path of at most 107 bytes, and the permissions of its file.
        package var unixSocket: String?
        package var unixSocketMode = FileMode(0o660)
        /// Paths of PEM files; both or none.
        package var tlsCertificate: String?
        package var tlsKey: String?
        package var redirectListen: [ListenAddress] = []
        package var acmeWebroot: String?
        package var trustedProxies: [AddressBlock] = []
        package var corsOrigins: [String] = []
        package var apiVersion = "1.0.0"
    }

    package struct DataFolder: Sendable, Equatable {
        package var directory = "data"
        /// Megabytes.
        package var minFree = 256
    }

    package struct Auth: Sendable, Equatable {
        package var guests = false
        package var botToken: String?
        package var telegramBotID: Int?
        package var telegramTest = false
        /// Seconds.
        package var initDataMaxAge = 3600
        package var telegramAppURL: String?
        /// Nil: made at the first start and kept in the data folder.
        package var jwtSecret: String?
        /// Seconds.
        package var jwtTTL = 900
        /// Telegram ids.
        package var admins: [Int] = []
    }

    package struct Game: Sendable, Equatable {
        package var maxActiveCharacters = 5
    }

    package struct PartySync: Sendable, Equatable {
        package var historyKeep = 1000
        package var historyLimit = 100
        package var connections = 10_000
        package var connectionsPerChannel = 32
        package var connectionsPerPlayer = 5
        /// Seconds.
        package var heartbeat = 25
        package var serviceTokens: [ServiceToken] = []
    }

    package struct Media: Sendable, Equatable {
        package var workers = 2
        /// Bytes.
        package var maxBytes = 5 << 30
        /// `https://cdn.example.org`, without a slash at the end; nil: `server.public_url`, or relative.
        package var publicBaseURL: String?
        package var ordersPerPlayerAndDay = 50
        package var ordersPerRun = 200
        package enum Speech: String, Sendable, CaseIterable { case tone, espeak }

        package var speech = Speech.tone
        package var drawMissing = true
        /// Milliseconds.
        package var processingDelay = 0
        /// Days.
        package var keepDays = 90
    }

    package struct Observability: Sendable, Equatable {
        package enum Format: String, Sendable, CaseIterable { case auto, json, text }
        package enum Level: String, Sendable, CaseIterable { case debug, info, warning, error }

        package var metrics = false
        package var logFormat = Format.auto
        package var logLevel = Level.info
        package var serviceName = "gateway-api"
    }
}
