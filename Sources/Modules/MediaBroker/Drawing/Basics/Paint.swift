internal import CAGG

/// What an area is filled with.
struct Paint {
    enum Blend { case normal, screen, multiply, add }

    private enum Gradient {
        case solid
        case linear(from: Point, to: Point)
        case radial(centre: Point, rx: Double, ry: Double)
    }

    private let gradient: Gradient
    private let stops: [(offset: Double, colour: Colour)]
    var blend = Blend.normal

    static func solid(_ colour: Colour) -> Paint { Paint(gradient: .solid, stops: [(0, colour)]) }

    /// At most six stops, offsets 0...1 and rising.
    static func linear(_ from: Point, _ to: Point, _ stops: [(Double, Colour)]) -> Paint {
        Paint(gradient: .linear(from: from, to: to), stops: stops)
    }

    /// From `y0` down to `y1`.
    static func vertical(_ y0: Double, _ y1: Double, _ stops: [(Double, Colour)]) -> Paint {
        linear(Point(0, y0), Point(0, y1), stops)
    }

    static func radial(_ centre: Point, _ rx: Double, _ ry: Double, _ stops: [(Double, Colour)]) -> Paint {
        Paint(gradient: .radial(centre: centre, rx: max(rx, 1e-6), ry: max(ry, 1e-6)), stops: stops)
    }

    func blended(_ blend: Blend) -> Paint {
        var paint = self
        paint.blend = blend
        return paint
    }

    /// As AGG's shim takes it.
    var raw: cagg_paint {
        precondition((1...Int(CAGG_STOPS)).contains(stops.count), "BUG: \(stops.count) stops")
        var raw = cagg_paint()
        switch gradient {
        case .solid:
            raw.gradient = CAGG_SOLID
        case .linear(let from, let to):
            raw.gradient = CAGG_LINEAR
            (raw.x0, raw.y0, raw.x1, raw.y1) = (from.x, from.y, to.x, to.y)
        case .radial(let centre, let rx, let ry):
            raw.gradient = CAGG_RADIAL
            (raw.x0, raw.y0, raw.x1, raw.y1) = (centre.x, centre.y, rx, ry)
        }
        raw.blend = blend.raw
        raw.stops = Int32(stops.count)
        withUnsafeMutableBytes(of: &raw.offsets) { bytes in
            let offsets = bytes.bindMemory(to: Float.self)
            for (index, stop) in stops.enumerated() { offsets[index] = Float(stop.offset) }
        }
        withUnsafeMutableBytes(of: &raw.colours) { bytes in
            let channels = bytes.bindMemory(to: Float.self)
            for (index, stop) in stops.enumerated() {
                for (channel, value) in stop.colour.channels.enumerated() { channels[index * 4 + channel] = value }
            }
        }
        return raw
    }
}

extension Paint.Blend {
    var raw: cagg_blend {
        switch self {
        case .normal: CAGG_NORMAL
        case .screen: CAGG_SCREEN
        case .multiply: CAGG_MULTIPLY
        case .add: CAGG_ADD
        }
    }
}

extension Colour {
    /// Each 0...1.
    var channels: [Float] { [red, green, blue, alpha].map { Float(min(max($0, 0), 1)) } }
}
