internal import Configuration
internal import FoundationEssentials
internal import MediaBroker
internal import Network

extension Settings {
    var httpClient: HTTPClientSettings {
        var settings = HTTPClientSettings()
        settings.proxy = outbound.proxy
        settings.certificates = outbound.authorities
        return settings
    }

    /// Who makes pictures and sounds; services stand behind a breaker each, so that one that is down takes nobody's time.
    /// Reads files, so it blocks.
    ///
    /// - Throws: `Failure` that names the key and what to do.
    func providers(
        _ client: HTTPClient, onBreak: @escaping @Sendable (_ provider: String, CircuitBreaker.State) -> Void
    ) throws(Failure) -> [any MediaProvider] {
        var providers: [any MediaProvider] = [ToneProvider()]
        if media.speech == .espeak { providers.append(EspeakProvider()) }
        for name in mediaProviders.order {
            let service: any MediaProvider
            switch name {
            case .sketch:
                providers.append(SketchProvider())
                continue
            case .openai: service = openAI(client)
            case .automatic1111: service = automatic1111(client)
            case .comfyui: service = try comfyUI(client)
            }
            providers.append(GuardedProvider(service, onChange: onBreak))
        }
        return providers
    }

    private func openAI(_ client: HTTPClient) -> OpenAIProvider {
        var settings = OpenAISettings(key: mediaProviders.openAI.key ?? "")
        settings.url = mediaProviders.openAI.url
        settings.model = mediaProviders.openAI.model
        settings.timeout = .seconds(mediaProviders.openAI.timeout)
        return OpenAIProvider(settings, client: client)
    }

    private func automatic1111(_ client: HTTPClient) -> Automatic1111Provider {
        var settings = Automatic1111Settings(url: mediaProviders.automatic1111.url ?? "")
        settings.model = mediaProviders.automatic1111.model
        settings.timeout = .seconds(mediaProviders.automatic1111.timeout)
        return Automatic1111Provider(settings, client: client)
    }

    private func comfyUI(_ client: HTTPClient) throws(Failure) -> ComfyUIProvider {
        let path = mediaProviders.comfyUI.workflow ?? ""
        let workflow: ComfyUIWorkflow
        do {
            workflow = try ComfyUIWorkflow(Array(Data(contentsOf: URL(filePath: path))))
        } catch let problem as ComfyUIWorkflow.Problem {
            throw Failure(code: .configuration, reason: "mimic: media.comfyui.workflow: \(path) \(problem)")
        } catch {
            throw Failure(
                code: .configuration,
                reason:
                    "mimic: media.comfyui.workflow: \(path) cannot be read. Check the path, and that this user may read it."
            )
        }
        var settings = ComfyUISettings(url: mediaProviders.comfyUI.url ?? "", workflow: workflow)
        settings.timeout = .seconds(mediaProviders.comfyUI.timeout)
        return ComfyUIProvider(settings, client: client)
    }
}
