/// What a portrait's words say of a person.
enum Garment: Hashable {
    case cloak, robe, armour, coat, dress, apron, uniform, fur

    static let words = Lexicon<Garment>([
        (
            .armour,
            "armour* armor* knight* plate mail soldier* warrior* paladin* брон* лат* доспех* рыцар* солдат* воин* кольчуг*"
        ),
        (
            .uniform,
            "uniform* guard* officer* captain* watchman conductor* sailor* мундир* форма форме страж* офицер* капитан* караул* дозорн* матрос*"
        ),
        (
            .apron,
            "apron* smith* cook* baker* innkeeper* butcher* maker* фартук* кузнец* повар* пекар* трактирщи* мясник* мастер* мастериц*"
        ),
        (
            .robe,
            "robe* wizard* mage* priest* monk* scholar* cleric* witch* druid* мантия мантии маг волшебник* жрец* монах* ученый ряс* колдун* ведьм* священник* книжник*"
        ),
        (.fur, "fur furs hunter* barbarian* шуба шубе мех меха охотник* варвар* тулуп*"),
        (.dress, "dress gown lady princess queen noble* платье платья дама принцесс* королев* дворян*"),
        (
            .coat,
            "coat merchant* detective* gentleman* tailor* doctor* пальто сюртук* купец купца сыщик* доктор* портн* чиновник*"
        ),
        (
            .cloak,
            "cloak* hood* rogue* thief traveller* wanderer* ranger* плащ* капюшон* вор воровк* странни* путни* следопыт*"
        ),
    ])
}

enum Headgear: Hashable {
    case hood, wideHat, pointedHat, helmet, crown, cap, scarf, furHat, wreath

    static let words = Lexicon<Headgear>([
        (.hood, "hood* капюшон*"),
        (.pointedHat, "колпак*"),
        (.helmet, "helmet* helm шлем*"),
        (.crown, "crown* корон*"),
        (.furHat, "ushanka шапк* ушанк*"),
        (.cap, "cap фуражк* кепк* берет*"),
        (.scarf, "scarf* kerchief* shawl* платок платке косынк* шаль"),
        (.wreath, "wreath* венок венке"),
        (.wideHat, "цилиндр*"),
    ])

    /// Who usually wears it, and what some kind of it is made of, where nothing else is named.
    static let hints = Lexicon<Headgear>([
        (.pointedHat, "wizard* witch* ведьм* волшебник*"),
        (.helmet, "knight* рыцар*"),
        (.crown, "king queen prince* король короля королев* князь принц*"),
        (.cap, "officer* guard* captain* conductor* страж* капитан*"),
        (.furHat, "fur меховая"),
        (.wreath, "flower* flowers цветы цветами"),
        (.wideHat, "hat hats шляп*"),
    ])
}

enum Age: Hashable {
    case child, young, grown, old

    static let words = Lexicon<Age>([
        (
            .old,
            "old elder* aged ancient grandmother grandfather crone veteran* стар* пожил* дед* бабк* бабушк* дряхл* седой седая седые"
        ),
        (.child, "child* boy girl kid little ребен* мальчик* девочк* дитя малыш* малень*"),
        (.young, "young youth teen* юн* молод* девушк* парень"),
    ])
}

enum Person: Hashable {
    case woman, man

    static let words = Lexicon<Person>([
        (
            .woman,
            "woman women girl she her lady queen princess witch grandmother mother sister priestess female crone женщин* девушк* девочк* она ее дама королев* принцесс* ведьм* бабк* бабушк* старух* мать сестр* жрица мастериц* воровк*"
        ),
        (
            .man,
            "man men boy he his him king prince lord grandfather father brother male мужчин* мальчик* парень он его король короля дед дедушк* старик* дворянин* отец брат* господин* барон*"
        ),
    ])
}

enum HairColour: Hashable {
    case black, brown, red, blond, grey, white

    static let words = Lexicon<HairColour>([
        (.red, "redhead* ginger рыж*"),
        (.blond, "blond* fair белокур* светловолос* блондин*"),
        (.grey, "grey gray сед седой седая седые седина"),
        (.white, "albino whitehaired беловолос*"),
        (.black, "brunette raven черноволос* брюнет*"),
        (.brown, "brown каштанов* русый русая русые"),
    ])

    var colour: Colour {
        switch self {
        case .black: Colour(0x1F1A22)
        case .brown: Colour(0x4A2E22)
        case .red: Colour(0xA8482A)
        case .blond: Colour(0xD2A55C)
        case .grey: Colour(0x8E8C92)
        case .white: Colour(0xE6E2DA)
        }
    }
}

/// Who is not quite human.
enum Kin: Hashable {
    case elf, undead, goblin, ghost

    static let words = Lexicon<Kin>([
        (.elf, "elf elven elvish эльф*"),
        (.undead, "undead vampire* lich zombie* вампир* нежить лич упыр* мертвец*"),
        (.goblin, "goblin* orc orcs troll* гоблин* орк орка тролл* леший водяной"),
        (.ghost, "ghost* spirit* призрак* привидени* дух"),
    ])
}

enum Detail: Hashable {
    case beard, moustache, glasses, scar, freckles, eyepatch, earrings, pipe

    static let words = Lexicon<Detail>([
        (.beard, "beard* бород*"),
        (.moustache, "moustache* mustache* усы усат* усами"),
        (.glasses, "glasses spectacles monocle очки очках пенсне"),
        (.scar, "scar scarred scars шрам*"),
        (.freckles, "freckle* веснуш*"),
        (.eyepatch, "eyepatch patch повязк*"),
        (.earrings, "earring* серьг* серьги"),
        (.pipe, "pipe трубка трубкой трубку"),
    ])
}
