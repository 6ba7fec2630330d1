extension NewAsset {
    /// Of a picture that somebody else made: decoded and encoded again, so that nothing hidden in the file survives.
    /// Blocks: on a worker.
    ///
    /// - Throws: `ImageError`.
    init(picture bytes: [UInt8], limits: ImageLimits = ImageLimits()) throws(ImageError) {
        self.init(try ImageCodec.decode(bytes, limits: limits))
    }

    /// Of a picture that this program has drawn: there is nothing hidden in it, and encoded twice it would look worse.
    ///
    /// - Throws: `ImageError`.
    init(ownPicture bytes: [UInt8]) throws(ImageError) {
        let header = try ImageCodec.probe(bytes)
        guard header.format == .webp else {
            try self.init(picture: bytes)
            return
        }
        self.init(.webp, bytes)
        width = header.width
        height = header.height
    }

    /// - Throws: `ImageError`.
    init(thumbnailOf asset: StoredAsset, _ bytes: [UInt8], width: Int) throws(ImageError) {
        self.init(try ImageCodec.decode(bytes).scaledDown(toWidth: width))
        kind = .thumbnail
        isPrivate = asset.isPrivate
    }

    private init(_ image: RasterImage) {
        self.init(.webp, ImageCodec.encode(image, as: .webp))
        width = image.width
        height = image.height
    }
}
