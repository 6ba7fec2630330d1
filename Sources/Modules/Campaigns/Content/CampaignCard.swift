internal import ContentPacks
internal import Core

/// A campaign as `GET /v1/campaigns` offers it.
struct CampaignCard {
    let content: RunContent
    let language: Language

    func write(to json: inout JSONWriter) {
        let (pack, campaign) = (content.pack, content.campaign)
        json.object {
            $0.member("id", campaign.id)
            $0.member("title", campaign.title.text(in: language))
            $0.member("description", campaign.description?.text(in: language) ?? "")
            $0.member("seasonVersion", campaign.seasonVersion ?? pack.seasonVersion)
            $0.key("languages")
            $0.array { list in for language in pack.languages { list.value(language.rawValue) } }
            $0.member("coverUrl", campaign.cover?.assetID.flatMap(PackArt(pack: pack, language: language).url))
            $0.member("minutes", campaign.minutes.map(Int64.init))
            $0.key("players")
            $0.object { players in
                players.member("min", campaign.players.min)
                players.member("max", campaign.players.max)
            }
            $0.key("tags")
            $0.array { list in for tag in campaign.tags { list.value(tag) } }
            $0.key("metadata")
            $0.raw(Self.metadata(of: campaign))
        }
    }

    /// `metadata`, which is also a column of `campaign_templates`: JSON object. By `titles` lists of runs are shown
    /// whose pack is not at hand.
    static func metadata(of campaign: Campaign) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("episodes", campaign.episodes.count)
            $0.member("scenes", campaign.episodes.reduce(0) { $0 + $1.scenes.count })
            $0.member("decision", campaign.decision?.rawValue)
            $0.member("leaderRewind", campaign.leaderRewind)
            $0.key("titles")
            $0.object { titles in
                for language in Language.allCases {
                    titles.key(escaping: language.rawValue)
                    titles.value(campaign.title.text(in: language))
                }
            }
            $0.key("palette")
            $0.array { list in for colour in campaign.palette { list.value(colour) } }
        }
        return json.bytes
    }
}
