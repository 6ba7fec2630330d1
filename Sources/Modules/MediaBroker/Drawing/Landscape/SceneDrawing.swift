/// A picture of a place.
enum SceneDrawing {
    static func draw(_ canvas: Canvas, _ palette: Palette, _ reading: PromptReading, _ chance: Chance) {
        var chance = chance
        var place =
            reading.places.first ?? reading.impliedPlace
            ?? chance.pick([.forest, .mountains, .field, .road, .river, .village, .ruins])
        let isSnowy = reading.weather == .snow || reading.season == .winter
        if place == .field, isSnowy { place = .snowfield }
        var stage = Stage(canvas, palette, reading, chance)
        if place.isInside {
            var room = Interior(stage, place)
            return room.draw()
        }
        if place == .cave {
            var cave = Cave(stage)
            return cave.draw()
        }
        stage.drawSky()
        stage.drawPlace(place)
        stage.drawWeather()
    }
}

extension PromptReading {
    /// The place that other words bring along.
    fileprivate var impliedPlace: Place? {
        if shows(.train) { return .station }
        if shows(.boat) { return .sea }
        if shows(.lighthouse) || shows(.windmill) || shows(.clock) { return .tower }
        if shows(.stones) || shows(.gate) { return .ruins }
        if shows(.fire) { return .camp }
        if weather == .snow || season == .winter { return .snowfield }
        return nil
    }
}
