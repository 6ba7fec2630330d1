internal import Glibc

/// Width and height in pixels.
struct ImageSize: Equatable, Sendable {
    let width: Int
    let height: Int

    /// Of `offered`, the one of the likest shape, and of these the one of the likest area.
    ///
    /// - Parameter offered: at least one.
    func nearest(of offered: [ImageSize]) -> ImageSize {
        func distance(_ other: ImageSize) -> (shape: Double, area: Double) {
            (abs(other.shape - shape), abs(log(Double(other.width * other.height) / Double(width * height))))
        }
        return offered.min { distance($0) < distance($1) }!
    }

    /// Both sides as multiples of `step`, up or down to the nearer one, within bounds.
    func rounded(to step: Int, within bounds: ClosedRange<Int>) -> ImageSize {
        func round(_ side: Int) -> Int {
            min(max((side + step / 2) / step * step, bounds.lowerBound), bounds.upperBound)
        }
        return ImageSize(width: round(width), height: round(height))
    }

    private var shape: Double { log(Double(width) / Double(height)) }
}

extension ImageOrder {
    var size: ImageSize { ImageSize(width: width, height: height) }
}
