internal import ContentPacks
internal import Core

/// Shows a scene of a pack as a scene state of a run: writes its `generatedPayload` (http-api "Campaigns").
///
/// Pure, and blind to secrets: what it writes goes to every player.
struct SceneComposer {
    let content: RunContent
    let rules: CampaignRules
    let facts: RunFacts

    private var language: Language { facts.language }

    /// The scene state that `state` stands in.
    ///
    /// - Parameter id: of the new scene state.
    func scene(_ id: String, of state: RunState) -> ShownScene {
        let scene = content.scene(state.sceneID)
        return ShownScene(
            id: id, sceneID: scene.id, episodeID: state.episodeID, order: state.sceneOrder, type: scene.type.rawValue,
            profile: state.fight == nil ? Self.profile(of: scene.type) : "combat.v1",
            payload: payload(of: scene, state), isResolved: false,
            resultFlags: ShownScene.noFlags)
    }

    /// nil outside of fights.
    func fightView(of state: RunState) -> FightView? {
        state.fight.map { FightView(fight: $0, lines: rules.fightLines(state)) }
    }

    private static func profile(of type: SceneType) -> String {
        switch type {
        case .story, .rest, .combat: "scene.v1"
        case .social: "social.v1"
        case .epilogue: "epilogue.v1"
        }
    }

    private func payload(of scene: Scene, _ state: RunState) -> [UInt8] {
        let narration = content.narration(of: scene, in: language)
        let choices = rules.availableChoices(state)
        var json = JSONWriter()
        json.reserve(4096)
        json.object {
            $0.member("title", scene.title.text(in: language))
            $0.member("summary", scene.summary?.text(in: language) ?? narration.segments.first?.md ?? "")
            $0.key("timeline")
            $0.array { list in for line in scene.timeline { list.value(line.text(in: language)) } }
            $0.member("sceneType", scene.type.rawValue)
            $0.member("campaignRunId", facts.id)
            $0.member("phase", state.phase.rawValue)
            $0.key("scene")
            write(narration, choices, tone: scene.tone ?? "", to: &$0)
            if scene.type == .social {
                $0.key("social")
                writeDialogue(of: scene, narration, choices, to: &$0)
            }
            if scene.type == .epilogue {
                $0.key("epilogue")
                writeEpilogue(narration, to: &$0)
            }
            $0.key("freeform")
            $0.object { freeform in
                freeform.member("allowed", scene.freeform.isAllowed && state.fight == nil)
                freeform.member("limit", scene.freeform.limit)
            }
            $0.key("combat")
            if let view = fightView(of: state) {
                view.writeResponse(to: &$0)
                $0.key("fight")
                view.write(to: &$0)
            } else {
                $0.null()
            }
            $0.key("media")
            writeMedia(of: scene, state, to: &$0)
        }
        return json.bytes
    }

    /// scene_response.
    private func write(_ narration: Narration, _ choices: [Choice], tone: String, to json: inout JSONWriter) {
        json.object {
            $0.member("tone", tone)
            $0.key("textSegments")
            $0.array { list in
                for segment in narration.segments {
                    list.object {
                        $0.member("id", segment.id)
                        $0.member("md", segment.md)
                    }
                }
            }
            $0.key("choices")
            $0.array { list in for choice in choices { write(choice, to: &list) } }
        }
    }

    private func write(_ choice: Choice, to json: inout JSONWriter) {
        json.object {
            $0.member("id", choice.id)
            $0.member("label", choice.label.text(in: language))
            guard let check = choice.check else { return }
            $0.key("skillCheck")
            $0.object {
                $0.member("skill", check.skill?.rawValue ?? check.ability.rawValue)
                $0.member("dc", check.dc)
            }
        }
    }

    /// social_response: the pack's prose in the mouth of whom the scene is about.
    private func writeDialogue(
        of scene: Scene, _ narration: Narration, _ choices: [Choice], to json: inout JSONWriter
    ) {
        let speaker = scene.npcs.first.flatMap(content.pack.npc)?.name ?? scene.title
        json.object {
            $0.key("dialogue")
            $0.array { list in
                for segment in narration.segments {
                    list.object {
                        $0.member("speaker", speaker.text(in: language))
                        $0.member("utterance", segment.md)
                    }
                }
            }
            $0.key("nextSteps")
            $0.array { list in for choice in choices { list.value(choice.label.text(in: language)) } }
        }
    }

    /// epilogue_response.
    private func writeEpilogue(_ narration: Narration, to json: inout JSONWriter) {
        json.object {
            $0.member("summary", narration.segments.map(\.md).joined(separator: "\n\n"))
            $0.key("futureHooks")
            $0.array { _ in }
        }
    }

    private func writeMedia(of scene: Scene, _ state: RunState, to json: inout JSONWriter) {
        json.object {
            $0.key("sceneArt")
            PackArt(pack: content.pack, language: language).write(
                content.art(of: scene, lentBy: state.artSceneID), standingFor: scene.title, to: &$0)
            $0.key("portraits")
            $0.array { list in
                for npc in scene.npcs.compactMap(content.pack.npc) { writePortrait(of: npc, to: &list) }
            }
        }
    }

    private func writePortrait(of npc: NPC, to json: inout JSONWriter) {
        json.object {
            $0.member("npcId", npc.id)
            $0.member("name", npc.name.text(in: language))
            $0.key("art")
            PackArt(pack: content.pack, language: language).write(
                content.portrait(of: npc), standingFor: npc.name, to: &$0)
        }
    }
}
