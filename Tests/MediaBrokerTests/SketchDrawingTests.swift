import Testing

@testable import MediaBroker

@Suite struct SketchDrawingTests {
    private static func order(_ prompt: String, _ side: Int = 64) -> ImageOrder {
        var order = ImageOrder(prompt: prompt)
        order.width = side
        order.height = side
        return order
    }

    @Test(arguments: ImageOrder.Subject.allCases)
    func theSameOrderGivesTheSamePixels(subject: ImageOrder.Subject) {
        var order = Self.order("A wolf guard in a stormy forest at night")
        order.subject = subject
        #expect(SketchDrawing.draw(order) == SketchDrawing.draw(order))
    }

    @Test(arguments: ImageOrder.Subject.allCases)
    func anotherSeedGivesAnotherPicture(subject: ImageOrder.Subject) {
        var order = Self.order("A wolf guard in a stormy forest at night")
        order.subject = subject
        let first = SketchDrawing.draw(order)
        order.seed = 1
        #expect(SketchDrawing.draw(order).distance(to: first) > 1)
    }

    @Test(arguments: [(64, 64), (64, 256), (256, 64), (200, 113)], ImageOrder.Subject.allCases)
    func fillsAnySize(size: (width: Int, height: Int), subject: ImageOrder.Subject) {
        var order = Self.order("Замок на холме")
        order.subject = subject
        (order.width, order.height) = size
        let image = SketchDrawing.draw(order)
        #expect(image.width == size.width && image.height == size.height && image.isOpaque)
    }

    @Test(arguments: Place.allCases)
    func drawsEveryPlace(place: Place) {
        #expect(SketchDrawing.draw(Self.order(place.rawValue)).colours > 200)
    }

    @Test(arguments: CreatureFamily.allCases)
    func drawsEveryCreature(family: CreatureFamily) {
        var order = Self.order("\(family)")
        order.subject = .creature
        #expect(SketchDrawing.draw(order).colours > 200)
    }

    @Test(arguments: ItemKind.allCases)
    func drawsEveryItem(kind: ItemKind) {
        var order = Self.order("\(kind)")
        order.subject = .item
        #expect(SketchDrawing.draw(order).colours > 200)
    }

    @Test func fortyPromptsAreFortyPictures() {
        let hours = ["at night", "утром"]
        let places = Place.allCases.filter { $0 != .room }.prefix(20)
        let pictures = places.flatMap { place in hours.map { SketchDrawing.draw(Self.order("\(place) \($0)", 64)) } }
        #expect(pictures.count == 40)
        for (index, picture) in pictures.enumerated() {
            for other in pictures[..<index] { #expect(picture.distance(to: other) > 3) }
        }
    }

    @Test(arguments: ["ink", "watercolour", "woodcut", "noir", "акварель"])
    func aStyleIsAnotherManner(style: String) {
        var order = Self.order("A castle at sunset")
        let plain = SketchDrawing.draw(order)
        order.style = style
        #expect(SketchDrawing.draw(order).distance(to: plain) > 8)
    }

    @Test func theColoursOfThePackDecide() {
        var order = Self.order("A forest road in the evening")
        order.palette = ["#200808", "#502020", "#a04040", "#e09090"]
        let red = SketchDrawing.draw(order).mean
        order.palette = ["#080820", "#202050", "#4040a0", "#9090e0"]
        let blue = SketchDrawing.draw(order).mean
        #expect(red[0] > red[2] + 20 && blue[2] > blue[0] + 20)
    }

    @Test func theFrameTellsHowRareAnItemIs() {
        var order = Self.order("sword")
        order.subject = .item
        let pictures = ["common", "uncommon", "rare", "epic", "legendary", "mythic"].map { rarity in
            order.rarity = rarity
            return SketchDrawing.draw(order)
        }
        for (first, second) in zip(pictures, pictures.dropFirst()) { #expect(first.distance(to: second) > 5) }
    }

    @Test func whatIsExcludedIsNotDrawn() {
        var order = Self.order("a castle in the rain")
        let wet = SketchDrawing.draw(order)
        order.negative = "rain"
        #expect(SketchDrawing.draw(order) != wet)
    }
}

@Suite struct LikenessTests {
    private func likeness(_ name: String, _ prompt: String) -> Likeness {
        Likeness(name, PromptReading(ImageOrder(prompt: prompt)))
    }

    @Test func aNameHasOneFaceWhateverIsSaid() {
        let first = likeness("anna", "Anna smiles in the market, spring")
        let second = likeness("anna", "Анна в темнице, страх, старая, в шлеме")
        #expect(first.face == second.face && first.skin == second.skin && first.iris == second.iris)
    }

    @Test func anotherNameHasAnotherFace() {
        let faces = (0..<20).map { likeness("npc-\($0)", "a guard").face }
        for (index, face) in faces.enumerated() {
            for other in faces[..<index] { #expect(face != other) }
        }
    }

    @Test func wordsDressWhoeverIsShown() {
        let guardsman = likeness("x", "Старый стражник с бородой в фуражке")
        #expect(guardsman.age == .old && guardsman.garment == .uniform && guardsman.headgear == .cap)
        #expect(guardsman.details.contains(.beard) && guardsman.hair.chroma < 0.03)
        let witch = likeness("x", "a young redhead witch")
        #expect(witch.isWoman && witch.age == .young && witch.headgear == .pointedHat && witch.garment == .robe)
    }

    /// What is dark in the middle of the face, brows, eyes, nose and mouth, is at the same places in two scenes, and not
    /// where others have it.
    @Test func aFaceIsRecognisedInAnotherScene() {
        func marks(_ name: String, _ prompt: String) -> Set<Int> {
            var order = ImageOrder(prompt: prompt)
            order.subject = .portrait
            order.likeness = name
            (order.width, order.height) = (160, 192)
            let image = SketchDrawing.draw(order)
            let places = (62..<110).flatMap { y in (58..<102).map { x in (x, y) } }
            return Set(
                places.filter { image.pixel($0.0, $0.1).prefix(3).allSatisfy { $0 < 80 } }.map { $0.1 * 160 + $0.0 })
        }
        func likeness(_ first: Set<Int>, _ second: Set<Int>) -> Double {
            Double(first.intersection(second).count) / Double(first.union(second).count)
        }
        let first = marks("anna", "a woman in a field, day")
        let again = marks("anna", "a woman by the river, evening")
        for name in ["boris", "vera", "gleb", "dina"] {
            #expect(likeness(first, again) > likeness(first, marks(name, "a woman in a field, day")))
        }
    }
}

extension Likeness {
    /// Its numbers.
    fileprivate var face: [Double] {
        [
            cheek, jaw, chin, length, eyeGap, eyeSize, eyeTilt, browArch, browWidth, noseLength, noseWidth, noseBend,
            mouthWidth, lips,
        ]
    }
}

extension RasterImage {
    /// How many different ones.
    fileprivate var colours: Int {
        Set((0..<width * height).map { index in pixels[index * 4..<index * 4 + 3].reduce(0) { $0 << 8 | Int($1) } })
            .count
    }

    /// Of red, green and blue.
    fileprivate var mean: [Double] {
        (0..<3).map { channel in
            let sum = stride(from: channel, to: pixels.count, by: 4).reduce(0) { $0 + Int(pixels[$1]) }
            return Double(sum) / Double(width * height)
        }
    }
}
