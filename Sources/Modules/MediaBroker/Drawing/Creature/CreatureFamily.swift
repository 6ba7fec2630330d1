/// What kinds of creatures are drawn.
enum CreatureFamily: Hashable, CaseIterable {
    case wolf, bird, spider, ghost, dragon, insect, fish, humanoid, slime, clockwork, bear, brute, serpent, plant,
        skeleton

    static let words = Lexicon<CreatureFamily>([
        (
            .clockwork,
            "clockwork* automaton* golem* construct* machine* gear* sentry* robot* механ* голем* автомат* шестер* часов* заводн* конструкт*"
        ),
        (.skeleton, "skeleton* bones lich undead скелет* кост* мертвец*"),
        (
            .ghost,
            "ghost* spirit* wraith* phantom* specter* shade banshee призрак* дух духи привидени* тень тени фантом*"
        ),
        (.dragon, "dragon* wyvern* drake* дракон* виверн* змей"),
        (.spider, "spider* arachn* scorpion* паук* пауч* скорпион*"),
        (
            .insect,
            "insect* moth* beetle* bug bugs wasp* fly swarm butterfl* mantis мотыл* бабочк* жук* оса осы насеком* рой муха мухи"
        ),
        (.serpent, "snake* serpent* worm* eel naga змея змеи змею червь черви угорь гад"),
        (.fish, "fish* shark* squid* kraken* whale* octopus рыба рыбы рыбу щук* акул* кит кальмар* кракен* осьминог*"),
        (.slime, "slime* ooze* jelly blob mimic pudding слизь слизн* слизен* слизист* студень желе мимик*"),
        (.plant, "plant* vine* treant* mushroom* fungus* flower ent растени* гриб* лоза леший древень"),
        (.bear, "bear* boar* yeti медвед* кабан* йети вепр*"),
        (.brute, "ogre* troll* bull ox minotaur* огр* тролл* бык быка минотавр*"),
        (
            .bird,
            "bird* crow* raven* owl* eagle* hawk* rooster* cockerel* harpy griffin* phoenix птиц* ворон* сов* орел орла ястреб* петух* гарпи* грифон* жар"
        ),
        (
            .wolf,
            "wolf* wolves dog* hound* fox* cat cats panther* lion* rat rats beast* hyena jackal волк* волч* пес пса псы собак* гонч* лис* кошк* кот пантер* лев льва крыс* звер* шакал*"
        ),
        (
            .humanoid,
            "goblin* orc* bandit* cultist* kobold* imp demon* thief robber* witch* vampire* гоблин* орк* бандит* разбойник* культист* кобольд* бес демон* черт* вор ведьм* вампир* великан*"
        ),
    ])
}
