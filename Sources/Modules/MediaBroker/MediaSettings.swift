/// Bounds and ways of the media broker.
package struct MediaSettings: Sendable {
    /// The folder of the assets.
    package var folder: String
    /// What the links of assets are signed with is made from it.
    package var secret: [UInt8]
    /// Scheme and host of links, without a slash at the end; empty: relative to this server.
    package var baseURL = ""
    /// Bytes that all assets may take together.
    package var maximumBytes = 5 << 30
    /// Jobs that are worked on at the same time, 1...8.
    package var workers = 2
    /// Who makes pictures when nobody is asked for by name, by their names: the first, and where one cannot, the next.
    package var pictureProviders = [sketch]
    package var speechProvider = "tone"
    /// Whether scenes and people of whom the pack has no picture are drawn from what is told of them.
    package var drawsMissing = true
    /// Providers of this program: a WebP of theirs is kept as it is, where a stranger's is encoded anew.
    package var ownProviders: Set<String> = ["sketch"]
    /// Providers that cost nothing; all others are held against the budgets.
    package var freeProviders: Set<String> = ["static", "sketch", "tone", "espeak", "stub"]
    /// Orders of paid providers: of one player on a day (UTC), and of one run.
    package var ordersPerPlayerAndDay = 50
    package var ordersPerRun = 200
    /// How long a job is in work before anything is made.
    package var processingDelay = Duration.zero
    /// How long one attempt of a provider may take.
    package var attemptTime = Duration.seconds(300)
    /// How long a finished job and what it made are kept after somebody last looked at it.
    package var keepTime = Duration.seconds(90 * 24 * 60 * 60)

    static let sketch = "sketch"

    /// The one that is asked first; where nobody makes pictures, one that is not there.
    var pictureProvider: String { pictureProviders.first ?? Self.sketch }

    package init(folder: String, secret: [UInt8]) {
        self.folder = folder
        self.secret = secret
    }
}
