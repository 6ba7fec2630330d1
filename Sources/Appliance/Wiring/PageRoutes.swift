internal import Network

/// The player's page at `/` and `/play`, as people write them, and the files it is made of below `/static/`.
@LoopActor
struct PageRoutes {
    private let files = StaticFiles(EmbeddedAssets.files(below: "web").map { ($0.path, FixedBytes($0.bytes)) })

    func add(to router: Router) {
        let page: @LoopActor (HTTPRequest) -> HTTPResponse = { [files] request in
            files.response("play/index.html", to: request)
        }
        router.onInline(.get, "/", .page("The player's page"), page)
        router.onInline(.get, "/play", .page("The player's page"), page)
        router.onInline(.get, "/play/", .page("The player's page"), page)
        router.onInline(.get, "/static/{path...}", .page("A file of the page")) { [files] request in
            files.response(request.parameter("path"), to: request)
        }
        router.onInline(.get, "/favicon.ico", .page("The page's icon")) { [files] request in
            files.response("shared/favicon.svg", to: request)
        }
    }
}
