internal import Network

/// `sketch`: pictures drawn on this machine, for every game without an image service.
package struct SketchProvider: MediaProvider {
    package let name = "sketch"

    package init() {}

    package func make(
        _ order: MediaOrder, telling _: @escaping ProgressReport
    ) async throws(ProviderFailure) -> MadeMedia {
        guard case .image(let image) = order else {
            throw .permanent(reason: "sketch draws pictures; it makes no sound")
        }
        let sides = 64...2048
        guard sides.contains(image.width), sides.contains(image.height) else {
            throw .permanent(
                reason: "a picture of \(image.width) x \(image.height) pixels; each side must be 64 to 2048")
        }
        let bytes: [UInt8]
        do {
            bytes = try await onBackgroundThread { ImageCodec.encode(SketchDrawing.draw(image), as: .webp) }
        } catch {
            throw .temporary(reason: "sketch got no thread to draw on: \(error)", retryAfter: nil)
        }
        var made = MadeMedia(bytes: bytes, mediaType: ImageFormat.webp.mediaType)
        made.seed = image.seed
        made.model = SketchDrawing.version
        return made
    }
}
