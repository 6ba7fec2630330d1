import ContentPacks
import Core
import Testing

@testable import Campaigns

/// The pack that uses every word of the language is played to its last corner.
@Suite struct EverythingPlaytestTests {
    /// Beside the tests of the language, whose pack it is.
    private static let path =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
        + "/ContentPacksTests/everything"

    @Test("the robot meets every scene, choice, outcome and ending, and finds nothing wrong")
    func played() throws {
        let library = PackLibrary.load([try PackSource(path: Self.path)])
        let pack = try #require(library.entries.first?.pack)
        for campaign in pack.campaigns {
            var plan = Playtest.Plan()
            plan.runs = 400
            var playtest = Playtest(CampaignRules(pack: pack, campaign: campaign, language: .english), plan)
            try playtest.play()
            #expect(playtest.coverage.missing.map { "\($0.kind): \($0.ids)" } == [])
            #expect(playtest.problems.map { "\($0.kind)" } == [])
            #expect(playtest.assertions.filter { !$0.holds }.map(\.text) == [])
        }
    }
}
