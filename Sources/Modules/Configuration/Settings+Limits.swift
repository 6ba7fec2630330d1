extension Settings {
    package struct Limits: Sendable, Equatable {
        /// A token bucket.
        package struct Rate: Sendable, Equatable {
            package var perSecond: Double
            package var burst: Int

            package init(perSecond: Double, burst: Int) {
                self.perSecond = perSecond
                self.burst = burst
            }
        }

        package var enabled = true
        package var reads = Rate(perSecond: 50, burst: 100)
        package var writes = Rate(perSecond: 10, burst: 30)
        package var logins = Rate(perSecond: 1, burst: 10)
        package var broadcasts = Rate(perSecond: 5, burst: 10)
        package var mediaJobs = Rate(perSecond: 2, burst: 4)
        /// Of one live connection.
        package var messages = Rate(perSecond: 20, burst: 40)
        /// Wrong invite codes an hour, for each player and for each address.
        package var inviteCodesPerHour = 10

        /// New guests of one address a day.
        package var guestsPerDay = 200

        package var connections = 16_384
        package var connectionsPerAddress = 256
        /// Bytes.
        package var headBytes = 16 << 10
        package var headFields = 100
        /// Bytes.
        package var bodyBytes = 1 << 20
        /// Seconds.
        package var headTimeout = 10
        /// Seconds.
        package var bodyTimeout = 30
        /// Seconds.
        package var idleTimeout = 75
    }
}
