internal import Configuration
internal import Core
internal import Network
internal import Observability

/// The certificate of this server: read at the start, and again when it is told to or the files change.
@LoopActor
final class Certificates {
    private let files: CertificateFiles
    private let logger: Logger
    private let server: Server
    private var watch: FileWatch?
    private var renewal: LoopTimer?
    private var isReading = false
    /// Whether the files are to be read, again if they are being read.
    private var isStale = false

    /// How often the files are looked at. A change counts when they have been the same for two looks: a renewal
    /// writes one after the other.
    private static let lookInterval = Duration.seconds(2)
    /// A context's ticket keys live no longer than this, and the days left are told as often.
    private static let renewInterval = Duration.seconds(24 * 3600)

    init(_ files: CertificateFiles, server: Server, logger: Logger) {
        self.files = files
        self.server = server
        self.logger = logger
    }

    /// Tells of the certificate in force, and begins to watch the files.
    func start() {
        guard let context = server.tls else { return }
        report(context, "TLS is on")
        watch = FileWatch(files.paths, since: context.stamps, every: Self.lookInterval) { [self] in
            Task { await reload() }
        }
        renewal = LoopTimer(after: Self.renewInterval, repeating: Self.renewInterval) { [self] in
            Task { await reload() }
        }
    }

    func stop() {
        watch?.cancel()
        renewal?.cancel()
    }

    /// Reads the files, once more if they are being read; the new certificate is for connections to come.
    func reload() async {
        isStale = true
        guard !isReading else { return }
        isReading = true
        while isStale {
            isStale = false
            await read()
        }
        isReading = false
    }

    private func read() async {
        do {
            // Before the files are read: a change in the meantime is news.
            watch?.noteRead(try await onWorker { [files] in FileStamps(files.paths) })
            let context = try await onWorker { [files] in try TLSContext(files) }
            server.tls = context
            report(context, "The certificate is read again")
        } catch {
            logger.error(
                .gatewayAPI, "The certificate is not read again; the one before stays in force",
                .text("reason", "\(error)"))
        }
    }

    /// Loud when it is time to renew.
    private func report(_ context: TLSContext, _ message: String) {
        let days = context.daysLeft(at: .systemNow())
        let fields: [LogField] = [
            .text("file", files.certificate), .text("expires", context.expiry.rfc3339), .int("days_left", days),
        ]
        logger.log(.info, .gatewayAPI, message, fields)
        if days < 0 {
            logger.log(.warning, .gatewayAPI, "The certificate has expired: clients refuse it. Renew it", fields)
        } else if days < 14 {
            logger.log(.warning, .gatewayAPI, "The certificate ends soon. Renew it", fields)
        }
    }
}

extension Settings {
    /// Reads certificate and key; nil when none are configured. Blocks.
    ///
    /// - Throws: `Failure` with exit code 78, which names the key and what to do.
    func tlsContext() throws -> TLSContext? {
        guard let files = certificateFiles else { return nil }
        do throws(TLSError) {
            return try TLSContext(files)
        } catch {
            let key =
                switch error.subject {
                case .certificate, .library: "server.tls_cert"
                case .key: "server.tls_key"
                }
            throw Failure(code: .configuration, reason: "mimic: \(key): \(error)")
        }
    }

    var certificateFiles: CertificateFiles? {
        guard let certificate = server.tlsCertificate, let key = server.tlsKey else { return nil }
        return CertificateFiles(certificate: certificate, key: key)
    }
}
