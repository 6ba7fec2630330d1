internal import Glibc

/// Head and shoulders of somebody before the place that the words name.
///
/// The face comes from the likeness alone; words give hair, hat, age and clothes, the mood gives the look, and hour and
/// weather the light and what is behind.
enum PortraitDrawing {
    static func draw(_ canvas: Canvas, _ palette: Palette, _ reading: PromptReading, _ chance: Chance, likeness: String)
    {
        var stage = Stage(canvas, palette, reading, chance)
        let person = Likeness(likeness, reading)
        background(&stage)
        let size = min(canvas.w / 4.5, canvas.h / 5.4)
        let centre = Point(canvas.w / 2, canvas.h * 0.43 + (person.age == .child ? size * 0.35 : 0))
        var bust = Bust(stage: stage, person: person, centre: centre, size: size * (person.age == .child ? 0.88 : 1))
        bust.draw()
    }

    /// The place, far away and pale, and a light behind the head.
    private static func background(_ stage: inout Stage) {
        let canvas = stage.canvas
        let palette = stage.palette
        let u = stage.u
        stage.horizon = canvas.h * 0.62
        stage.drawSky()
        let place = stage.reading.places.first ?? .mountains
        if place.isInside {
            var room = Interior(stage, place)
            room.draw()
        } else if place == .cave {
            var cave = Cave(stage)
            cave.draw()
        } else {
            stage.drawPlace(place)
        }
        canvas.fill(canvas.all, palette.haze.mixed(palette.sky[1], 0.4).faded(0.5))
        let heart = Point(canvas.w / 2, canvas.h * 0.42)
        canvas.glow(heart, 62 * u, palette.sky[2].mixed(palette.light, 0.4).faded(0.6))
        canvas.fill(
            canvas.all,
            .vertical(canvas.h * 0.5, canvas.h, [(0, palette.near.faded(0)), (1, palette.near.faded(0.65))]))
        stage.drawWeather()
    }
}
