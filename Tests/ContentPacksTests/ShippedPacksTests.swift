import Core
import Testing

@testable import ContentPacks

/// The packs that this repository ships, as an author would check them.
@Suite struct ShippedPacksTests {
    /// The repository: two folders above the one of this file.
    private static let repository = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")

    private static func library(_ folder: String) throws -> PackLibrary {
        PackLibrary.load(PackSource.sources(in: try FolderReader().files(in: "\(repository)/\(folder)")))
    }

    @Test("have no errors and no warnings", arguments: ["static-assets/packs", "examples/packs"])
    func clean(folder: String) throws {
        let library = try Self.library(folder)
        #expect(library.problems.map(\.description) == [])
        #expect(!library.campaigns.isEmpty)
    }
}
