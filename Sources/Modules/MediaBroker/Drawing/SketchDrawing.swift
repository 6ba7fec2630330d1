/// The picture that a prompt describes, drawn without any service.
///
/// The same order gives the same pixels: what looks random comes from its text and seed, and nothing else is asked.
package enum SketchDrawing {
    /// What is told as the model: it changes when the same order would give another picture.
    package static let version = "sketch-2"

    /// Sides are 64...2048 pixels.
    package static func draw(_ order: ImageOrder) -> RasterImage {
        let reading = PromptReading(order)
        var chance = Chance(order.prompt, "\(order.seed)", order.subject.rawValue)
        let palette = Palette(order, reading, &chance)
        let canvas = Canvas(width: order.width, height: order.height)
        switch order.subject {
        case .scene: SceneDrawing.draw(canvas, palette, reading, chance.branch())
        case .portrait:
            PortraitDrawing.draw(canvas, palette, reading, chance.branch(), likeness: order.likeness ?? order.prompt)
        case .creature:
            CreatureDrawing.draw(canvas, palette, reading, chance.branch(), likeness: order.likeness ?? order.prompt)
        case .item: ItemDrawing.draw(canvas, palette, reading, chance.branch(), rarity: order.rarity)
        }
        var finish = Finish(canvas: canvas, palette: palette, chance: chance.branch())
        finish.apply(order.style)
        return canvas.image
    }
}
