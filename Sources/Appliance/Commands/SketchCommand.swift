internal import MediaBroker

extension Command {
    private static let rarities = ["common", "uncommon", "rare", "epic", "legendary", "mythic"]

    static let sketch = Command(
        name: "sketch", summary: "Draw the picture of a prompt.",
        explanation: """
            Draws what a game without an image service shows for a prompt, in Russian or English: a place with its weather, hour,
            season and mood, a face, a creature or an item. The same words give the same picture; who has a --likeness has the
            same face in each.
            """,
        options: [
            Option(name: "--subject", value: "WHAT", help: "scene, portrait, creature or item; scene if not given."),
            Option(
                name: "--style", value: "STYLE",
                help: "concept, ink, watercolour, woodcut or noir; concept if not given."),
            Option(name: "--seed", value: "N", help: "Another picture of the same words; 0 if not given."),
            Option(name: "--width", value: "PIXELS", help: "64 to 2048; 1024 if not given."),
            Option(name: "--height", value: "PIXELS", help: "64 to 2048; 1024 if not given."),
            Option(name: "--likeness", value: "NAME", help: "Whose face or shape it is."),
            Option(name: "--rarity", value: "RARITY", help: "Of an item: common ... mythic."),
            Option(name: "--palette", value: "COLOURS", help: "Colours as #rrggbb,#rrggbb,... from dark to light."),
            Option(
                name: "-o", value: "FILE", help: "Write here, as PNG when it ends in .png; to sketch.webp if not given."
            ),
        ], operands: Operands(name: "PROMPT")
    ) { arguments in
        var order = ImageOrder(prompt: arguments.operands[0])
        order.subject = try arguments.subject()
        order.style = arguments.value("--style") ?? order.style
        order.seed = Int64(try arguments.integer("--seed", in: 0...Int.max, default: 0))
        order.width = try arguments.integer("--width", in: 64...2048, default: order.width)
        order.height = try arguments.integer("--height", in: 64...2048, default: order.height)
        order.likeness = arguments.value("--likeness")
        if let rarity = arguments.value("--rarity") {
            guard rarities.contains(rarity) else {
                throw Failure.usage("--rarity must be one of \(rarities.joined(separator: ", ")), not \"\(rarity)\"")
            }
            order.rarity = rarity
        }
        order.palette = try arguments.palette()
        let file = arguments.value("-o") ?? "sketch.webp"
        let image = SketchDrawing.draw(order)
        try Terminal.write(ImageCodec.encode(image, as: file.hasSuffix(".png") ? .png : .webp), toFile: file)
        return .success
    }
}

extension Arguments {
    fileprivate func subject() throws -> ImageOrder.Subject {
        guard let text = value("--subject") else { return .scene }
        guard let subject = ImageOrder.Subject(rawValue: text) else {
            let known = ImageOrder.Subject.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure.usage("--subject must be one of \(known), not \"\(text)\"")
        }
        return subject
    }

    fileprivate func palette() throws -> [String] {
        let colours = value("--palette").map { $0.split(separator: ",").map(String.init) } ?? []
        for colour in colours {
            let digits = colour.utf8.dropFirst()
            guard colour.hasPrefix("#"), digits.count == 6, UInt32(colour.dropFirst(), radix: 16) != nil else {
                throw Failure.usage("--palette takes colours as #rrggbb, not \"\(colour)\"")
            }
        }
        guard colours.isEmpty || colours.count >= 3 else {
            throw Failure.usage("--palette needs at least three colours, from dark to light")
        }
        return colours
    }
}
