internal import Core

extension MediaJob {
    /// Where what was made is found; nil when there is nothing.
    func url(_ links: AssetLinks, now: Timestamp) -> String? {
        guard status == .succeeded else { return nil }
        return asset.map { links.url(of: $0, now: now) } ?? path.map(links.url(ofPath:))
    }

    /// In the dialect in which the job was asked for.
    ///
    /// - Parameters:
    ///   - request: what the reader has asked for by it: never another's.
    ///   - progress: per cent; nil: nobody knows.
    func write(
        for request: MediaRequest?, _ links: AssetLinks, progress: Int64?, now: Timestamp, to json: inout JSONWriter
    ) {
        let url = url(links, now: now)
        json.object {
            switch dialect {
            case .job: writeJob(url: url, &$0)
            case .art: writeArt(url: url, &$0)
            }
            $0.member("progress", status == .processing ? progress : nil)
            $0.member("notice", notice)
            $0.member("clientToken", request?.clientToken)
            $0.member("contentId", request?.contentID)
            $0.member("campaignRunId", request?.runID)
            $0.member("sceneId", request?.sceneID)
        }
    }

    private func writeJob(url: String?, _ json: inout JSONWriter) {
        json.member("jobId", id)
        json.member("jobType", type)
        json.member("status", status.word(in: .job))
        json.member("result", status == .succeeded ? result(url: url) : .null)
        json.member("resultUrl", url)
        json.member("error", error)
        json.member("createdAt", createdAt)
        json.member("updatedAt", updatedAt)
    }

    /// `{"audioUrl","durationMs","voice"}`, `{"cdnUrl","style","width","height"}`, `{"cdnUrl","seed"}`,
    /// `{"transcript","confidence"}`.
    private func result(url: String?) -> JSONValue {
        guard case .object(var members)? = result else { return [:] }
        if let url { members[asset?.kind == .sound ? "audioUrl" : "cdnUrl"] = .string(url) }
        return .object(members)
    }

    private func writeArt(url: String?, _ json: inout JSONWriter) {
        json.member("id", id)
        json.member("type", type)
        json.member("entity_ref", entity?.json ?? .null)
        json.member("requested_at", createdAt)
        json.member("status", status.word(in: .art))
        json.member("result_url", url)
        json.member("provider", provider == "static" ? "STATIC" : "GEN")
        json.member("error", error)
    }
}
