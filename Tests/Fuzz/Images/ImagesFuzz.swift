import Fuzzing
import MediaBroker

/// A picture from a stranger: an upload, or what an image service answered.
///
/// * It is decoded to the size that its header tells, within the limits, or an error says why not.
/// * What is decoded can be encoded; the PNG is the same picture again, and the WebP of the same size.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = input(start, count)
    // A header of 30 bytes may promise 16 megapixels: within the limits, but an input would take a second.
    var limits = ImageLimits()
    limits.side = 512
    limits.pixels = 65536
    do throws(ImageError) {
        let image = try ImageCodec.decode(bytes, limits: limits)
        let header = try ImageCodec.probe(bytes, limits: limits)
        require(image.width == header.width && image.height == header.height, "another size than its header's")
        check(image)
    } catch {
        require(!error.description.isEmpty, "an error without a word")
    }
    return 0
}

private func check(_ image: RasterImage) {
    do throws(ImageError) {
        let exact = try ImageCodec.decode(ImageCodec.encode(image, as: .png))
        require(exact == image, "the PNG is of another picture")
        let lossy = try ImageCodec.decode(ImageCodec.encode(image, as: .webp))
        require(lossy.width == image.width && lossy.height == image.height, "the WebP is of another size")
    } catch {
        fatalError("FINDING: what was encoded is not decoded: \(error)")
    }
    let small = image.scaledDown(toWidth: 64)
    require(small.width == min(64, image.width), "the thumbnail is of another width")
}
