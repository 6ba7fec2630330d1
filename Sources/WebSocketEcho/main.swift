import Glibc
import Network

// Sends every WebSocket message back, at any path: for conformance suites, which want to see what they sent. It is the
// server's own code around one callback, and no part of the package.

func say(_ text: String, to descriptor: Int32) {
    let line = Array("\(text)\n".utf8)
    _ = write(descriptor, line, line.count)
}

guard let options = EchoOptions(CommandLine.arguments.dropFirst()) else {
    say(EchoOptions.usage, to: STDERR_FILENO)
    exit(2)
}
Task { @LoopActor in
    do {
        let server = try EchoServer(options)
        // They hold the server.
        for signal in [SIGTERM, SIGINT] { _ = try SignalWatcher(signal) { Task.onLoop { await server.stop() } } }
        say("listening on \(server.address)", to: STDOUT_FILENO)
    } catch {
        say("mimic-ws-echo: \(error)", to: STDERR_FILENO)
        exit(1)
    }
}
EventLoop.shared.run()
