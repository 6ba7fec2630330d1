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

    /// `{"assetId", "url", "alt", "status", "entityRef"?}`: `ready`; `pending` where a picture is made, which will be found
    /// at that URL; `placeholder` without one.
    ///
    /// - Parameter line: names what is shown, for a picture without a text of its own.
    func write(_ art: ShownArt, standingFor line: Line, to json: inout JSONWriter) {
        let lying = art.picture?.assetID.flatMap(url)
        let made = lying == nil ? art.url : nil
        json.object {
            $0.member("assetId", lying == nil ? nil : art.picture?.assetID)
            $0.member("url", lying ?? made)
            $0.member("alt", (art.picture?.alt ?? line).text(in: language))
            $0.member("status", lying != nil ? "ready" : made != nil ? "pending" : "placeholder")
            guard made != nil else { return }
            $0.key("entityRef")
            $0.object {
                $0.member("kind", art.subject.kind.rawValue)
                $0.member("id", art.subject.id)
            }
        }
    }
}
