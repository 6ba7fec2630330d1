internal import Configuration
internal import Core
internal import Network
internal import Observability

extension Command {
    static let openAPI = Command(
        name: "openapi", summary: "Print the OpenAPI document.",
        explanation: "Prints the contract of the HTTP API as OpenAPI 3.1, the same as GET /openapi.json.", options: []
    ) { _ in
        // The routes are what the document is made of, and the modules that add them want a database: an empty one does.
        let folder = try DataFolder.makeTemporary()
        defer { folder.remove() }
        let quiet = Logger(level: .error)
        let ground = try Appliance.prepare(Settings(), folder, quiet)
        Task { @LoopActor in
            let appliance = Appliance(ground)
            Terminal.print(String(decoding: SystemRoutes.openAPI(of: appliance.router), as: UTF8.self))
            await appliance.stop()
            EventLoop.shared.stop()
        }
        EventLoop.shared.run()
        return .success
    }
}
