internal import ContentPacks
internal import Core

/// Choices for scenes whose author wrote fewer than three that are open now.
///
/// They may be taken again and again, and move the story on by the scene's `goto` or the shortest way out, so that a
/// scene where nothing is left still has a door. A dot in the id keeps them apart from every id an author can write.
enum GenericChoices {
    static func of(_ type: SceneType) -> [Choice] {
        switch type {
        case .story: story
        case .social: social
        case .combat: combat
        case .rest: rest
        case .epilogue: epilogue
        }
    }

    static func isGeneric(_ choice: Choice) -> Bool { choice.id.contains(".") }

    /// The choice that leaves a fight.
    static let flight = "fight.slip"

    private static let story = [
        make("go.on", nil, "Идти дальше", "Move on", "Дорога ведёт вперёд.", "The road leads on."),
        make(
            "go.careful", Check(skill: .perception, dc: 10), "Осмотреться и идти с оглядкой",
            "Look around and go carefully", "Взгляд цепляет каждую мелочь.", "Every small thing is noticed."),
        make(
            "go.bold", Check(skill: .athletics, dc: 12), "Идти напролом", "Push straight through",
            "Медлить незачем.", "There is no time to lose."),
    ]

    private static let social = [
        make(
            "talk.kindly", Check(skill: .persuasion, dc: 12), "Поговорить по-доброму", "Speak kindly",
            "Слова звучат мягко и ясно.", "The words are gentle and clear."),
        make(
            "talk.listen", Check(skill: .insight, dc: 10), "Слушать и примечать", "Listen and watch",
            "Иногда молчание говорит больше слов.", "Silence can say more than words."),
        make(
            "talk.leave", nil, "Закончить разговор", "End the conversation", "Всё важное уже сказано.",
            "All that matters has been said."),
    ]

    private static let combat = [
        make(
            "fight.strike", Check(skill: .athletics, dc: 13), "Ударить первым", "Strike first",
            "Первый удар решает многое.", "The first blow decides much."),
        make(
            "fight.outwit", Check(skill: .deception, dc: 13), "Обмануть и зайти сбоку", "Feint and flank",
            "Обманное движение — и рывок в сторону.", "A feint, then a rush to the side."),
        make(
            flight, Check(skill: .stealth, dc: 12), "Отступить в тень", "Slip into the shadows",
            "Не всякий бой стоит принимать.", "Not every fight is worth having."),
    ]

    private static let rest = [
        make("rest.sleep", nil, "Выспаться", "Sleep", "Сон приходит быстро.", "Sleep comes quickly."),
        make(
            "rest.watch", Check(skill: .perception, dc: 10), "Стоять на страже", "Keep watch",
            "Ночь полна шорохов.", "The night is full of rustling."),
        make(
            "rest.tend", Check(skill: .survival, dc: 10), "Позаботиться о припасах", "See to the supplies",
            "Ремни, бинты, вода — всему своё место.", "Straps, bandages, water: everything in its place."),
    ]

    private static let epilogue = [
        make("end.farewell", nil, "Проститься", "Say farewell", "Пора прощаться.", "It is time to part."),
        make(
            "end.remember", nil, "Вспомнить пройденный путь", "Remember the way", "Память бережно хранит каждый шаг.",
            "Memory keeps every step."),
        make(
            "end.onward", nil, "Посмотреть вперёд", "Look ahead", "За каждым концом ждёт новая дорога.",
            "Beyond every end waits another road."),
    ]

    private static func make(
        _ id: String, _ check: Check?, _ russian: String, _ english: String, _ russianText: String,
        _ englishText: String
    ) -> Choice {
        Choice(
            id: id, label: Line(id: "\(id).label", texts: [.russian: russian, .english: english]), isSticky: true,
            check: check, text: [Line(id: "\(id).text", texts: [.russian: russianText, .english: englishText])])
    }
}
