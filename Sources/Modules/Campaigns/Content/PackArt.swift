internal import ContentPacks
internal import Core

/// Where the pictures of a pack are found, and what stands for one that is not there.
struct PackArt {
    let pack: Pack
    let language: Language

    /// `/static/packs/<pack>/assets/<file>`; nil when the pack has no such asset.
    func url(of assetID: String) -> String? {
        pack.assets.first { $0.id == assetID }.map { "/static/packs/\(pack.id)/\($0.path)" }
    }

    /// `{"assetId", "url", "alt", "status"}`: `ready`, or `placeholder` without a picture.
    ///
    /// - Parameter line: names what is shown, for a picture without a text of its own.
    func write(_ picture: Picture?, standingFor line: Line, to json: inout JSONWriter) {
        let url = picture?.assetID.flatMap(url)
        json.object {
            $0.member("assetId", url == nil ? nil : picture?.assetID)
            $0.member("url", url)
            $0.member("alt", (picture?.alt ?? line).text(in: language))
            $0.member("status", url == nil ? "placeholder" : "ready")
        }
    }
}
