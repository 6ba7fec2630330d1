import Testing

@testable import MediaBroker

@Suite struct PromptReadingTests {
    private func read(_ prompt: String) -> PromptReading { PromptReading(ImageOrder(prompt: prompt)) }

    @Test(arguments: [
        ("A dark forest path", Place.forest), ("Тёмный лес за деревней", .forest), ("the open sea", .sea),
        ("в горах", .mountains), ("улицы города", .city), ("the village inn", .village),
        ("трактир «Три свечи»", .tavern),
        ("комната с окном", .room), ("в пещере", .cave), ("a castle", .castle), ("просёлочная дорога", .road),
        ("на мосту", .bridge), ("мост через реку", .bridge), ("болото", .marsh), ("sand dunes", .desert),
        ("заснеженная тундра", .snowfield), ("the last station", .station), ("церковь", .church),
        ("старая мельница", .tower),
        ("библиотека", .library), ("кладбище", .graveyard), ("рыночная площадь", .market), ("the harbour", .harbour),
        ("Речной паром на рассвете", .river), ("a ferry in the fog", .river),
    ])
    func knowsPlacesInBothLanguages(prompt: String, place: Place) {
        #expect(read(prompt).places.first == place)
    }

    /// Words that only begin like one of ours.
    @Test(arguments: ["the seasoned search party", "порталы и портреты", "сердце серебряного века", "искусство"])
    func isNotFooledByBeginnings(prompt: String) {
        #expect(read(prompt).places.isEmpty)
    }

    @Test func readsWeatherHourSeasonAndMood() {
        let english = read("A joyful autumn morning in the rain")
        #expect(
            english.weather == .rain && english.hour == .dawn && english.season == .autumn && english.mood == .joyful)
        let russian = read("Зимняя ночь, вьюга, страх")
        #expect(
            russian.weather == .snow && russian.hour == .night && russian.season == .winter && russian.mood == .dread)
    }

    @Test(arguments: [
        ("a guard in a helmet", Headgear.helmet), ("a guard", .cap), ("король в капюшоне", .hood), ("король", .crown),
        ("a witch in a hat", .pointedHat), ("королева в мехах с цветами", .crown), ("a man in a hat", .wideHat),
    ])
    func wearsWhatIsNamedBeforeWhatIsUsual(prompt: String, headgear: Headgear) {
        #expect(Likeness("a name", read(prompt)).headgear == headgear)
    }

    @Test(arguments: [("a bear", CreatureFamily.bear), ("огр", .brute), ("минотавр в лабиринте", .brute)])
    func tellsBearsFromWhatHasHorns(prompt: String, family: CreatureFamily) {
        #expect(CreatureFamily.words.first(in: read(prompt).words) == family)
    }

    @Test func keepsTheOrderOfTheText() {
        #expect(read("a bridge before the castle in the mountains").places == [.bridge, .castle, .mountains])
    }
}
