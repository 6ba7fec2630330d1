internal import Core

extension NewAsset {
    /// Bytes that a provider may give.
    private static let mostBytes = 32 << 20

    /// What a provider made of an order, checked, with the members of the job's result that are no link. Blocks: on a
    /// worker.
    ///
    /// - Parameter isOwn: whether it was made by this program itself.
    /// - Throws: `ProviderFailure.permanent` when it is not what was ordered.
    static func checked(
        _ made: MadeMedia, of order: MediaOrder, _ job: JobInWork, isOwn: Bool
    ) throws(ProviderFailure) -> (asset: NewAsset, result: JSONValue) {
        guard made.bytes.count <= mostBytes else {
            throw .permanent(
                reason: "\(job.provider) sent \(made.bytes.count >> 20) MiB; \(mostBytes >> 20) are taken.")
        }
        switch order {
        case .image(let order): return try picture(made, of: order, job, isOwn: isOwn)
        case .speech(let order): return try sound(made, of: order, job)
        }
    }

    private static func picture(
        _ made: MadeMedia, of order: ImageOrder, _ job: JobInWork, isOwn: Bool
    ) throws(ProviderFailure) -> (asset: NewAsset, result: JSONValue) {
        var asset: NewAsset
        do throws(ImageError) {
            asset = isOwn ? try NewAsset(ownPicture: made.bytes) : try NewAsset(picture: made.bytes)
        } catch {
            throw .permanent(reason: "\(job.provider) sent no picture. \(error)")
        }
        asset.provenance = Provenance(
            provider: job.provider, promptHash: job.contentHash, seed: made.seed ?? order.seed,
            model: made.model ?? order.model)
        if job.type == JobType.avatar.rawValue { return (asset, ["seed": .integer(made.seed ?? order.seed)]) }
        return (
            asset,
            [
                "style": .string(order.style), "width": .integer(Int64(asset.width ?? order.width)),
                "height": .integer(Int64(asset.height ?? order.height)),
            ]
        )
    }

    private static func sound(
        _ made: MadeMedia, of order: SpeechOrder, _ job: JobInWork
    ) throws(ProviderFailure) -> (asset: NewAsset, result: JSONValue) {
        guard let format = AssetFormat(sound: made.bytes) else {
            throw .permanent(reason: "\(job.provider) sent no sound: its bytes are neither Ogg nor WAV.")
        }
        var asset = NewAsset(format, made.bytes)
        asset.kind = .sound
        asset.provenance = Provenance(
            provider: job.provider, promptHash: job.contentHash, seed: made.seed, model: made.model ?? order.model)
        return (
            asset,
            [
                "durationMs": made.durationMilliseconds.map { .integer(Int64($0)) } ?? .null,
                "voice": .string(made.voice ?? order.voice),
            ]
        )
    }
}
