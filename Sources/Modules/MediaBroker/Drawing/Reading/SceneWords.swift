/// Where a scene is.
enum Place: String, Hashable, CaseIterable {
    case forest, sea, mountains, city, village, tavern, room, cave, castle, road, bridge, marsh, desert, snowfield,
        station
    case church, field, river, ruins, graveyard, library, workshop, market, harbour, island, tower, sky, camp

    /// Under a roof.
    var isInside: Bool { [.tavern, .room, .library, .workshop].contains(self) }

    static let words = Lexicon<Place>([
        (.tavern, "tavern* inn inns pub bar alehouse таверн* трактир* кабак* харчевн* постоял* корчм*"),
        (.library, "librar* archive* study bookshop библиотек* архив* кабинет*"),
        (.workshop, "workshop* forge* smithy laborator* kitchen* мастерск* кузниц* кузн* лаборатори* кухн*"),
        (
            .room,
            "room* chamber* hall hallway bedroom* cell attic cellar corridor* parlour interior комнат* зал зала зале залу покои покоях камер* чердак* подвал* коридор* горниц* спальн*"
        ),
        (
            .cave,
            "cave* cavern* grotto* mine mines tunnel* dungeon* crypt* underground catacomb* vault* пещер* грот* шахт* туннел* тоннел* подземел* склеп* катакомб* штольн*"
        ),
        (.graveyard, "graveyard* cemeter* grave graves tomb* кладбищ* погост* могил*"),
        (.ruins, "ruin* ruined megalith* stonehenge руин* развалин* мегалит*"),
        (.castle, "castle* fortress* citadel* palace* замок замк* крепост* цитадел* дворец дворц*"),
        (
            .church,
            "church* chapel* cathedral* temple* monaster* abbey shrine* церк* храм* собор* часовн* монастыр* колокольн*"
        ),
        (.tower, "tower* lighthouse* windmill* mill башн* маяк* мельниц* вышк*"),
        (.bridge, "bridge* мост моста мосту мостом мосты мостик* переправ*"),
        (.harbour, "harbour* harbor* port pier* dock docks quay порт порту гаван* причал* пристан* верф*"),
        (.station, "station* railway* train trains platform* вокзал* станци* поезд* перрон* железнодорож*"),
        (.market, "market* bazaar* square plaza рынок рынк* базар* ярмарк* площад*"),
        (.camp, "camp camps campfire* bonfire* tent tents bivouac* лагер* костер* костр* привал* палатк* шатер* шатр*"),
        (
            .village,
            "village* hamlet* farm* cottage* hut huts house houses дом дома дому изба избы избе избу деревн* село селе села хутор* ферм* хижин*"
        ),
        (.city, "city cities town* street* alley* roof roofs metropolis urban город* улиц* переул* крыш* квартал*"),
        (.island, "island* isle остров*"),
        (
            .sea,
            "sea seas ocean* shore* beach* coast* wave waves ship* boat* море моря морем морск* океан* берег* волн* корабл* лодк* пляж*"
        ),
        (.marsh, "marsh* swamp* bog bogs fen болот* топь топи трясин*"),
        (
            .river,
            "river* ferry* ferries lake* stream* waterfall* pond* creek река реки реке реку рекой речн* паром* озер* руче* водопад* пруд*"
        ),
        (.desert, "desert* dune* wasteland* sand sands canyon* пустын* дюн* песк* пустош* каньон*"),
        (.snowfield, "tundra glacier* icefield* arctic тундр* ледник* льды снегов*"),
        (
            .mountains,
            "mountain* peak* cliff* hill hills summit* valley* volcano* гор горы гора горе гору горах горами горн* вершин* скал* утес* перевал* холм* долин* вулкан*"
        ),
        (
            .forest,
            "forest* wood woods woodland* grove* thicket* jungle* tree trees лес леса лесу лесом лесн* леса роща рощ* чащ* дебр* джунгл* бор тайг* дерев*"
        ),
        (
            .road,
            "road* path paths trail* crossroad* highway* дорог* тропа тропе тропы тропинк* путь пути перекрест* тракт*"
        ),
        (
            .field,
            "field* meadow* plain plains steppe* grass* garden* orchard* поле поля полю луг луга лугу равнин* степь степи степн* сад сада саду"
        ),
        (.sky, "sky skies cloud clouds heaven* airship* небо небе небес* облак* дирижабл*"),
    ])
}

enum Weather: Hashable {
    case rain, storm, snow, fog, wind, clear, clouds

    static let words = Lexicon<Weather>([
        (.storm, "storm* thunder* lightning* tempest* гроз* буря бури бурю шторм* молни*"),
        (.snow, "snow* blizzard* снег* снеж* заснеж* метел* вьюг* пург*"),
        (.rain, "rain* drizzle* downpour* wet дожд* ливень ливн* морос*"),
        (.fog, "fog* mist mists misty haze hazy туман* дымк* мгла мгле"),
        (.wind, "wind windy gale ветер ветр*"),
        (.clouds, "cloudy overcast пасмурн* тучи туч"),
        (.clear, "clear sunny cloudless ясн* солнечн* безоблачн*"),
    ])
}

enum Hour: Hashable {
    case dawn, day, dusk, night

    static let words = Lexicon<Hour>([
        (
            .night,
            "night* midnight* moon* star stars starry dark ночь ночи ночью ночн* полноч* полночь лун* звезд* темнот*"
        ),
        (.dawn, "dawn* sunrise* morning* рассвет* утро утра утром утренн* заря зари зарей"),
        (.dusk, "dusk* sunset* evening* twilight* закат* вечер* сумерк* сумереч*"),
        (.day, "day noon* midday afternoon* daylight день дня днем полден* полдень"),
    ])
}

enum Season: Hashable {
    case spring, summer, autumn, winter

    static let words = Lexicon<Season>([
        (
            .winter,
            "winter* snow* frost* ice icy blizzard* зима зимы зимой зимн* снег* снеж* заснеж* мороз* лед льда ледян* метел* вьюг*"
        ),
        (.autumn, "autumn* october november september осень осени осенью осенн* листопад*"),
        (.spring, "spring blossom* april весна весны весной весенн* цвету*"),
        (.summer, "summer* july лето лета летом летн* июль*"),
    ])
}

enum Mood: Hashable {
    case calm, joyful, gloomy, dread, mystic, heroic, angry, sad

    static let words = Lexicon<Mood>([
        (
            .dread,
            "dread* horror* terror* sinister ominous evil cursed haunt* death dead blood* scary fear* afraid страх* ужас* зловещ* жутк* прокля* смерт* мертв* кров* испуг* напуган*"
        ),
        (
            .mystic,
            "magic* mystic* arcane enchant* dream* glow* spell* ghost* spirit* portal* волшебн* маги* таинствен* чародей* чары сон снов* призра* дух духи портал* мистич*"
        ),
        (
            .angry,
            "angry anger* rage* fury furious battle* war wars fight* fire flame* burning гнев* ярост* злой злая злится бой боя битв* война войн* огонь огня огнем плам* пожар*"
        ),
        (.sad, "sad sorrow* grief mourn* weep* cry tears lonely печал* груст* скорб* слез* плач* одино* тоск*"),
        (
            .gloomy,
            "gloom* grim bleak dreary abandoned forgotten мрач* угрюм* заброшен* забыт* хмур* уныл*"
        ),
        (
            .heroic,
            "hero* brave* triumph* victor* epic glory banner* gold golden геро* храбр* побед* триумф* слав* знам* золот*"
        ),
        (
            .joyful,
            "joy* happy merry cheer* laugh* smil* feast* festival* bright радост* весел* счастл* смех* смеет* улыб* пир праздн* ярк*"
        ),
        (.calm, "calm quiet* peace* gentle still serene warm cozy cosy тих* спокойн* мирн* покой тепл* уютн*"),
    ])
}

/// Things that a scene may show beside its place.
enum Thing: Hashable {
    case people, lamps, birds, fire, clock, moon, boat, tree, gate, flag, train, stones, windmill, lighthouse, horse

    static let words = Lexicon<Thing>([
        (
            .people,
            "travel* party hero* adventurer* people man woman child* guard* knight* figure* wanderer* pilgrim* crowd soldier* merchant* watch* путник* путешествен* отряд* геро* люди людей человек* странник* страж* рыцар* толп* солдат* куп* паломник* дозор* девочк* мальчик* старик* женщин* мужчин*"
        ),
        (.lamps, "lamp* lantern* candle* torch* light lights фонар* ламп* свеч* факел* огни огоньк* свет*"),
        (.birds, "bird* crow crows raven* gull* птиц* ворон* чайк* журавл*"),
        (.fire, "fire* flame* burn* campfire* bonfire* огонь огня костер* костр* пожар* плам*"),
        (.clock, "clock* hour hours hourglass часы часов часам часами часах циферблат*"),
        (.moon, "moon* лун*"),
        (.boat, "ship* boat* sail* корабл* лодк* парус* ладь*"),
        (.tree, "oak* willow* tree дуб дуба ива ивы дерево"),
        (.gate, "gate* portal* arch door* ворот* портал* арк* двер*"),
        (.flag, "flag* banner* знам* флаг*"),
        (.train, "train trains locomotive* поезд* паровоз*"),
        (.stones, "standing monolith* megalith* камн* мегалит*"),
        (.windmill, "windmill* mill мельниц*"),
        (.lighthouse, "lighthouse* маяк*"),
        (.horse, "horse* rider* конь коня лошад* всадник*"),
    ])
}
