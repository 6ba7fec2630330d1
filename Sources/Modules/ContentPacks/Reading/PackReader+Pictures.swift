extension PackReader {
    /// The picture fields of an owner: `asset_id` or `media_spec`, and `alt`.
    func picture(_ node: YAMLNode, owner: String) -> Picture? {
        let asset = reference(node, "asset_id", .asset)
        let spec = node["media_spec"].flatMap(mediaSpec)
        guard let shown = node["asset_id"] ?? node["media_spec"] else {
            if let alt = node["alt"] {
                error(alt.position, "\"alt\" without a picture: give it an asset_id or a media_spec, or take it away")
            }
            return nil
        }
        if node["asset_id"] != nil, node["media_spec"] != nil {
            error(shown.position, "a picture is either an asset_id or a media_spec: take one away")
        }
        let alt = line(node, "alt", owner: owner)
        if alt == nil { warn(shown.position, "the picture has no \"alt\": say what it shows for who cannot see it") }
        return Picture(assetID: asset, spec: spec, alt: alt)
    }

    /// A campaign's cover: the picture fields in a mapping of their own, or a bare asset id.
    func cover(_ node: YAMLNode, owner: String) -> Picture? {
        guard let value = node["cover"] else { return nil }
        if case .scalar = value.content {
            warn(value.position, "the picture has no \"alt\": say what it shows for who cannot see it")
            return reference(of: value, "cover", [.asset]).map { Picture(assetID: $0) }
        }
        return open(value, as: .cover) ? picture(value, owner: "\(owner).cover") : nil
    }

    private func mediaSpec(_ node: YAMLNode) -> MediaSpec? {
        guard open(node, as: .mediaSpec), let prompt = text(node, "prompt") else { return nil }
        return MediaSpec(
            prompt: prompt, negative: text(node, "negative"), style: text(node, "style"),
            seed: integer(node, "seed", in: 0...Int(Int32.max)), width: integer(node, "width", in: 64...2048),
            height: integer(node, "height", in: 64...2048))
    }
}
