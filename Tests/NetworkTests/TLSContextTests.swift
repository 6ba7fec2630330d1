import ApplianceTesting
import Core
import Testing

@testable import Network

@Suite("TLSContext")
struct TLSContextTests {
    private let directory: TemporaryDirectory
    private let files: CertificateFiles

    init() throws {
        directory = try TemporaryDirectory()
        files = try TestCertificate(days: 30).write(to: directory)
    }

    private func error(_ files: CertificateFiles) -> TLSError? {
        do throws(TLSError) {
            _ = try TLSContext(files)
            return nil
        } catch {
            return error
        }
    }

    @Test("tells how many whole days are left")
    func daysLeft() throws {
        let context = try TLSContext(files)
        #expect(context.daysLeft(at: context.expiry) == 0)
        #expect(context.daysLeft(at: context.expiry.adding(.seconds(-86400 * 3 + 1))) == 2)
        #expect(context.daysLeft(at: context.expiry.adding(.seconds(1))) == -1)
    }

    @Test("takes a certificate that has ended: its clients judge")
    func expired() throws {
        let context = try TLSContext(TestCertificate(days: -2).write(to: directory))
        #expect(context.daysLeft(at: .systemNow()) == -3)
    }

    @Test("names the file that is missing")
    func missing() {
        let certificate = error(CertificateFiles(certificate: directory.path + "/none.pem", key: files.key))
        #expect(certificate?.subject == .certificate)
        #expect(certificate?.description.hasPrefix("\(directory.path)/none.pem cannot be read: No such file") == true)
        let key = error(CertificateFiles(certificate: files.certificate, key: directory.path + "/none.pem"))
        #expect(key?.subject == .key)
        #expect(key?.description.hasPrefix("\(directory.path)/none.pem cannot be read: No such file") == true)
    }

    @Test("names the file that is not PEM")
    func notPEM() {
        let certificate = error(CertificateFiles(certificate: files.key, key: files.key))
        #expect(certificate?.subject == .certificate)
        #expect(
            certificate?.description.hasPrefix("\(files.key) is not a certificate in PEM form: no start line") == true)
        let key = error(CertificateFiles(certificate: files.certificate, key: files.certificate))
        #expect(key?.subject == .key)
        #expect(key?.description.hasPrefix("\(files.certificate) is not a private key in PEM form") == true)
        let folder = error(CertificateFiles(certificate: directory.path, key: files.key))
        #expect(folder?.subject == .certificate)
    }

    @Test(
        "refuses the key of another certificate, of the same kind or not",
        arguments: [TestCertificate.KeyKind.p256, .rsa])
    func mismatch(kind: TestCertificate.KeyKind) throws {
        let other = try TemporaryDirectory()
        let key = try TestCertificate(key: kind).write(to: other).key
        let error = error(CertificateFiles(certificate: files.certificate, key: key))
        #expect(error?.subject == .key)
        #expect(
            error?.description.hasPrefix("\(key) is not the key of the certificate in \(files.certificate)") == true)
    }

    @Test("refuses a key with a passphrase, and does not ask for it")
    func encrypted() throws {
        let path = directory.path + "/encrypted.pem"
        try TestCertificate().writeEncryptedKey(to: path)
        let error = error(CertificateFiles(certificate: files.certificate, key: path))
        #expect(error?.subject == .key)
        #expect(error?.description.contains("without a passphrase") == true)
    }
}
