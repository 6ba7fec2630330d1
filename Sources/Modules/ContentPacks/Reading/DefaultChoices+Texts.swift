extension DefaultChoices {
    private static let wound = Effect.hp(-1, who: .actor)
    private static let noise = Effect.alarm(1)

    static let story = [
        Pattern(
            id: "bold", skill: .athletics, dc: 13, harm: wound,
            label: ("Идти напролом", "Push straight through"),
            success: (
                "Вы не даёте опасности времени на раздумья, и путь открыт.",
                "You give danger no time to think, and the way lies open."
            ),
            partial: ("Вы прорываетесь, но не без синяков.", "You break through, though not without bruises."),
            fail: ("Вышло шумно и больно, зато вы уже по ту сторону.", "It was loud and it hurt, but you are across.")),
        Pattern(
            id: "careful", skill: .perception, dc: 11, harm: noise,
            label: ("Осмотреться и идти осторожно", "Look around and tread softly"),
            success: (
                "Вы замечаете всё, что от вас прятали, и проходите мимо.",
                "You spot all that was hidden from you, and walk past it."
            ),
            partial: ("Кое-что вы упускаете, но вовремя замираете.", "You miss a thing or two, but freeze in time."),
            fail: (
                "Вы так долго осматривались, что заметили вас.",
                "You looked about for so long that somebody looked back."
            )),
        Pattern(
            id: "clever", skill: .survival, dc: 12, harm: noise,
            label: ("Поискать обходной путь", "Look for another way round"),
            success: (
                "Обходной путь находится там, где его не искал никто.",
                "There is another way, just where nobody would look."
            ),
            partial: (
                "Обход есть, но он длиннее, чем хотелось бы.", "There is a way round, longer than you would like."
            ),
            fail: (
                "Кружной путь приводит туда же, только позже и в грязи.",
                "The long way leads to the same place, later and muddier."
            )),
    ]

    static let social = [
        Pattern(
            id: "bold", skill: .intimidation, dc: 13, harm: noise,
            label: ("Говорить прямо и жёстко", "Speak bluntly and hard"),
            success: (
                "Ваша прямота производит впечатление: с вами больше не торгуются.",
                "Your bluntness tells: nobody haggles with you any more."
            ),
            partial: ("Вас слушают, но запоминают обиду.", "They listen, and remember the slight."),
            fail: (
                "Разговор заканчивается раньше, чем начался, и громче.", "The talk ends before it began, and louder."
            )),
        Pattern(
            id: "careful", skill: .insight, dc: 11, harm: noise,
            label: ("Слушать и понять, чего они хотят", "Listen, and learn what they want"),
            success: (
                "Вы слышите то, о чём умолчали, и отвечаете на это.", "You hear what was left unsaid, and answer that."
            ),
            partial: (
                "Вы угадываете половину; вторую половину вам прощают.",
                "You guess one half; they forgive you the other."
            ),
            fail: ("Вы кивали не в тех местах, и это заметили.", "You nodded in the wrong places, and it was noticed.")),
        Pattern(
            id: "clever", skill: .persuasion, dc: 12, harm: noise,
            label: ("Предложить то, от чего трудно отказаться", "Offer what is hard to refuse"),
            success: (
                "Ваше предложение нравится всем, и даже вам самим.", "Everybody likes your offer, and so do you."
            ),
            partial: ("Вы сходитесь на цене повыше.", "You agree on a higher price."),
            fail: (
                "От предложения отказались, но дорогу показали: чтобы вы ушли.",
                "They refuse, but show you the road, so that you take it."
            )),
    ]

    static let combat = [
        Pattern(
            id: "bold", skill: .athletics, dc: 14, harm: .hp(-3, who: .actor),
            label: ("Броситься в схватку", "Charge into the fight"),
            success: (
                "Натиск решает дело: враг бежит раньше, чем понял отчего.",
                "The charge decides it: they run before they know why."
            ),
            partial: ("Вы берёте верх, но платите за это кровью.", "You win, and pay for it in blood."),
            fail: (
                "Вас отбрасывают, и выстоять удаётся только чудом.", "You are thrown back, and hold only by a miracle."
            )),
        Pattern(
            id: "careful", skill: .stealth, dc: 12, harm: .hp(-2, who: .actor),
            label: ("Держаться укрытий и бить наверняка", "Keep to cover and strike true"),
            success: ("Враг так и не понял, сколько вас было.", "They never learn how many you were."),
            partial: (
                "Укрытие не спасает от всего, но спасает от худшего.", "Cover does not stop everything, only the worst."
            ),
            fail: (
                "Укрытие оказалось занято. Приходится отбиваться вслепую.",
                "The cover was taken already. You fight blind."
            )),
        Pattern(
            id: "clever", skill: .acrobatics, dc: 13, harm: .hp(-2, who: .actor),
            label: ("Обернуть место боя против врага", "Turn the ground against them"),
            success: ("Камни, верёвки и удача работают на вас.", "Stones, ropes and luck all work for you."),
            partial: (
                "Ловушка срабатывает, хотя и не та, что вы готовили.", "The trap works, though not the one you set."
            ),
            fail: (
                "Затея рушится на вас же, но и врагу достаётся.", "The scheme falls on your own heads, and on theirs."
            )),
    ]

    static let rest = [
        Pattern(
            id: "bold", skill: .survival, dc: 10, harm: noise,
            label: ("Стоять на страже до рассвета", "Stand watch till dawn"),
            success: (
                "Ночь проходит мимо, поглядев на вас с уважением.", "The night goes by, with a respectful look at you."
            ),
            partial: ("Вы клюёте носом, но успеваете проснуться.", "You nod off, and wake just in time."),
            fail: (
                "Под утро вы уснули. Кто-то прошёл совсем рядом.",
                "Towards morning you slept. Somebody passed very close."
            )),
        Pattern(
            id: "careful", skill: .insight, dc: 8, harm: noise,
            label: ("Поговорить у огня", "Talk by the fire"),
            success: (
                "Слова находятся сами, и утром всем легче.", "The words come by themselves, and morning is lighter."
            ),
            partial: (
                "Говорят не о главном, но и это помогает.", "The talk avoids what matters, and helps all the same."
            ),
            fail: (
                "Разговор не ладится, и каждый спит со своей тревогой.",
                "The talk fails, and everyone sleeps with a worry."
            )),
        Pattern(
            id: "clever", skill: .perception, dc: 10, harm: noise,
            label: ("Осмотреть окрестности", "Search the surroundings"),
            success: (
                "Утром вы знаете об этом месте больше, чем оно хотело бы.",
                "By morning you know more of this place than it would like."
            ),
            partial: ("Находка невелика, но пригодится.", "It is a small find, but it will serve."),
            fail: (
                "Вы находите только собственные следы, ведущие по кругу.",
                "You find only your own tracks, going in a circle."
            )),
    ]

    static let farewells:
        [(id: String, label: (russian: String, english: String), text: (russian: String, english: String))] = [
            (
                "bold", ("Сказать последнее слово", "Have the last word"),
                ("Последнее слово остаётся за вами.", "The last word is yours.")
            ),
            (
                "careful", ("Оглянуться в последний раз", "Look back one more time"),
                ("Вы оглядываетесь и запоминаете всё как есть.", "You look back, and keep it all as it is.")
            ),
            (
                "clever", ("Уйти, пока не попросили остаться", "Leave before they ask you to stay"),
                ("Вы уходите вовремя, а это редкое искусство.", "You leave in time, which is a rare art.")
            ),
        ]
}
