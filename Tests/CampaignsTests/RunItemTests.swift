import ApplianceTesting
import Core
import Testing

@testable import Campaigns

/// Things over HTTP: what their player sees of them in a run, and after it on the sheet.
@Suite("Things of a run")
struct RunItemTests {
    private func items(_ run: JSONValue, of guest: Guest) throws -> [JSONValue]? {
        let id = try guest.characterJSON
        let member = try #require(run["party"]?.list.first { $0["characterId"] == id })
        return member["items"]?.list
    }

    private func thing(_ id: String, _ run: JSONValue, of guest: Guest) throws -> JSONValue? {
        try items(run, of: guest)?.first { $0["itemId"] == .string(id) }
    }

    @Test("its player sees what works and what is left, and nobody else sees the bag")
    func shown() async throws {
        let house = try await GamingHouse(library: HuntPack.library())
        let (mira, lada) = (try await house.player("Мира"), try await house.player("Лада"))
        let run = try await mira.begin(try await house.party(mira, lada), ["language": "ru"])
        let gathered = try await mira.choose(run, "gather").json
        let salve = try #require(try thing("salve", gathered, of: mira))
        #expect(salve["quantity"] == 2 && salve["chargesLeft"] == 3 && salve["works"] == true)
        #expect(salve["use"] == "Возвращает 4 очка здоровья." && salve["notes"] == ["Пахнет мятой"])
        let charm = try #require(try thing("charm", gathered, of: mira))
        #expect(charm["equippedSlot"] == "neck" && charm["attuned"] == true && charm["works"] == true)
        #expect(charm["use"] == .null && charm["rarity"] == "rare")
        let me = try mira.characterJSON
        #expect(gathered["party"]?.list.first { $0["characterId"] == me }?["bonuses"] == ["insight": 1])
        #expect(try items(gathered, of: lada) == nil)
        let other = try await lada.get("/v1/campaign-runs/\(run)").json
        #expect(try items(other, of: mira) == nil)
        #expect(try items(other, of: lada) == [])
    }

    @Test("charges survive the turns of a fight, a restart and a rewind")
    func charges() async throws {
        var house = try await GamingHouse(library: HuntPack.library())
        var mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        _ = try await mira.choose(run, "gather")
        let entered = try await mira.choose(run, "hare").json
        let used = try await mira.act(run, "use_item", ["itemId": "salve"])
        #expect(used.status == 200, "\(used.text)")
        #expect(try thing("salve", used.json, of: mira)?["chargesLeft"] == 2)
        house = try await house.restarted(library: HuntPack.library())
        mira = try mira.at(house)
        #expect(try thing("salve", await mira.get("/v1/campaign-runs/\(run)").json, of: mira)?["chargesLeft"] == 2)
        for _ in 0..<2 { _ = try await mira.act(run, "use_item", ["itemId": "salve"]) }
        let now = try await mira.get("/v1/campaign-runs/\(run)").json
        #expect(try thing("salve", now, of: mira)?["chargesLeft"] == 3)
        #expect(try thing("salve", now, of: mira)?["quantity"] == 1)
        let master = try await house.guest("Мастер", role: .gm)
        let turn = try #require(entered["turn"]?.integerValue)
        #expect(try await master.rewind(run, to: Int(turn)).status == 200)
        let back = try await mira.get("/v1/campaign-runs/\(run)").json
        #expect(try thing("salve", back, of: mira)?["chargesLeft"] == 3)
        #expect(try thing("salve", back, of: mira)?["quantity"] == 2)
    }

    @Test("what was put on in a run is worn on the sheet after it; meanwhile nobody changes")
    func home() async throws {
        let house = try await GamingHouse(library: HuntPack.library())
        let mira = try await house.player("Мира")
        let party = try await house.party(mira)
        let run = try await mira.begin(party)
        _ = try await mira.choose(run, "gather")
        let equip = "/v1/characters/\(try #require(mira.characterID))/items/charm/equip"
        let busy = try await mira.post(equip, ["slot": nil])
        #expect(busy.status == 409 && busy.json["error"] == "character_busy", "\(busy.text)")
        _ = try await mira.choose(run, "hare")
        try await mira.finish(run)
        let sheet = try await mira.get("/v1/characters/\(try #require(mira.characterID))").json
        let charm = try #require(sheet["inventory"]?.list.first { $0["itemId"] == "charm" })
        #expect(charm["equippedSlot"] == "neck" && charm["attuned"] == true && charm["works"] == true)
        let off = try await mira.post(equip, ["slot": nil])
        #expect(off.json["inventory"]?.list.first { $0["itemId"] == "charm" }?["works"] == false)
        let next = try await mira.begin(party)
        let run2 = try await mira.get("/v1/campaign-runs/\(next)").json
        let bagged = try #require(try thing("charm", run2, of: mira))
        #expect(bagged["equippedSlot"] == .null && bagged["attuned"] == true && bagged["works"] == false)
        let salve = try #require(try thing("salve", run2, of: mira))
        #expect(salve["quantity"] == 2 && salve["chargesLeft"] == 3)
    }
}
