internal import Auth
internal import Characters
internal import Configuration
internal import Core
internal import MediaBroker
internal import Network
internal import Observability
internal import Parties
internal import PartySync

// Each module has settings of its own and knows nothing of the configuration file; here one becomes the other.

extension Settings {
    var network: ServerSettings {
        var settings = ServerSettings(listen: server.listen)
        settings.unixSocket = server.unixSocket.map { UnixSocket(path: $0, mode: server.unixSocketMode.bits) }
        settings.maximumConnections = limits.connections
        settings.maximumConnectionsPerAddress = limits.connectionsPerAddress
        settings.trustedProxies = server.trustedProxies
        settings.corsOrigins = server.corsOrigins
        settings.isSecure = server.publicURL?.hasPrefix("https://") ?? false
        settings.limits.head = limits.headBytes
        settings.limits.fields = limits.headFields
        settings.limits.body = limits.bodyBytes
        settings.limits.headTime = .seconds(limits.headTimeout)
        settings.limits.bodyTime = .seconds(limits.bodyTimeout)
        settings.limits.idleTime = .seconds(limits.idleTimeout)
        settings.sockets.pingTime = .seconds(partySync.heartbeat)
        return settings
    }

    var authentication: AuthSettings {
        var settings = AuthSettings()
        settings.telegram = telegramTrust
        settings.initDataMaxAge = .seconds(auth.initDataMaxAge)
        settings.tokenLifetime = auth.jwtTTL
        settings.allowsGuests = auth.guests
        settings.admins = Set(auth.admins.map(Int64.init))
        settings.rateLimits.isEnabled = limits.enabled
        settings.rateLimits.rates[.reads] = Rate(limits.reads)
        settings.rateLimits.rates[.writes] = Rate(limits.writes)
        settings.rateLimits.rates[.logins] = Rate(limits.logins)
        settings.rateLimits.rates[.broadcasts] = Rate(limits.broadcasts)
        settings.rateLimits.rates[.mediaJobs] = Rate(limits.mediaJobs)
        settings.rateLimits.rates[.guests] = Rate(
            perSecond: Double(limits.guestsPerDay) / 86400, burst: limits.guestsPerDay)
        settings.rateLimits.rates[.inviteCodes] = Rate(
            perSecond: Double(limits.inviteCodesPerHour) / 3600, burst: limits.inviteCodesPerHour)
        return settings
    }

    /// The bot's token, or else its id with Telegram's keys.
    private var telegramTrust: InitDataVerifier.Trust? {
        if let token = auth.botToken { return .botToken(token) }
        guard let id = auth.telegramBotID else { return nil }
        let testKeys = auth.telegramTest ? [InitDataVerifier.testKey] : []
        return .botID(Int64(id), publicKeys: [InitDataVerifier.productionKey] + testKeys)
    }

    var characters: CharacterSettings {
        var settings = CharacterSettings()
        settings.activeLimit = game.maxActiveCharacters
        return settings
    }

    var parties: PartySettings {
        var settings = PartySettings()
        settings.publicURL = server.publicURL
        settings.telegramAppURL = auth.telegramAppURL
        return settings
    }

    var channels: ChannelLimits {
        var limits = ChannelLimits()
        limits.perChannel = partySync.connectionsPerChannel
        limits.perPlayer = partySync.connectionsPerPlayer
        limits.inAll = partySync.connections
        limits.history = partySync.historyLimit
        limits.messages = self.limits.enabled ? Rate(self.limits.messages) : nil
        return limits
    }

    /// - Parameters:
    ///   - folder: of the assets.
    ///   - secret: of the server, from which that of signed links is made.
    func media(folder: String, secret: [UInt8]) -> MediaSettings {
        var settings = MediaSettings(folder: folder, secret: secret)
        settings.baseURL = media.publicBaseURL ?? server.publicURL ?? ""
        settings.maximumBytes = media.maxBytes
        settings.workers = media.workers
        settings.ordersPerPlayerAndDay = media.ordersPerPlayerAndDay
        settings.ordersPerRun = media.ordersPerRun
        settings.pictureProviders = mediaProviders.order.map(\.rawValue)
        settings.speechProvider = media.speech.rawValue
        settings.drawsMissing = media.drawMissing
        settings.processingDelay = .milliseconds(media.processingDelay)
        settings.keepTime = .seconds(media.keepDays * 86_400)
        return settings
    }

    var services: ServiceTokens {
        ServiceTokens(partySync.serviceTokens.map { (name: $0.name, token: $0.token) })
    }

    var selfReport: ObservabilitySettings {
        var settings = ObservabilitySettings(version: Version.current)
        settings.servesMetrics = observability.metrics
        settings.apiVersion = server.apiVersion
        return settings
    }

    func makeLogger() -> Logger {
        let format: LogFormat? =
            switch observability.logFormat {
            case .auto: nil
            case .json: .json
            case .text: .text(colours: false)
            }
        let level = LogLevel(rawValue: observability.logLevel.rawValue) ?? .info
        return Logger(level: level, format: format, gatewayName: observability.serviceName)
    }
}

extension Rate {
    fileprivate init(_ rate: Settings.Limits.Rate) { self.init(perSecond: rate.perSecond, burst: rate.burst) }
}
