/// What a picture's prompt says, as far as it is drawn.
struct PromptReading {
    let words: [String]
    /// What the prompt names first stands in the middle.
    let places: [Place]
    let weather: Weather?
    let hour: Hour?
    let season: Season?
    let mood: Mood?
    let things: [Thing]

    init(_ order: ImageOrder) {
        // Nobody asks for what is excluded.
        let excluded = Set(Words.of(order.negative))
        words = Words.of(order.prompt).filter { !excluded.contains($0) }
        places = Place.words.meanings(in: words)
        weather = Weather.words.first(in: words)
        hour = Hour.words.first(in: words)
        season = Season.words.first(in: words)
        mood = Mood.words.first(in: words)
        things = Thing.words.meanings(in: words)
    }

    func shows(_ thing: Thing) -> Bool { things.contains(thing) }
    func names(_ place: Place) -> Bool { places.contains(place) }
}
