/// Fields that tell a browser what a page of ours may do.
enum SecurityFields {
    /// For HTML. Everything comes from this host; sockets go back to it; Telegram's web clients, and nobody else, may
    /// put the page into a frame.
    static let page: StaticString = """
        Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
        media-src 'self' blob:; font-src 'self'; connect-src 'self' ws: wss:; manifest-src 'self'; worker-src 'self'; \
        base-uri 'none'; form-action 'self'; frame-ancestors 'self' https://web.telegram.org https://*.telegram.org\r
        Referrer-Policy: no-referrer\r
        Permissions-Policy: camera=(), microphone=(), geolocation=()\r
        Cross-Origin-Resource-Policy: same-origin\r

        """
}
