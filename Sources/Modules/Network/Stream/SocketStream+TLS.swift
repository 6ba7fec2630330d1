// Between the handler and the socket of a stream that speaks TLS. Content waits unsealed until the kernel takes what was
// sealed before: a large file costs one piece of memory at a time, and `unsent` counts what it counts without TLS.

extension SocketStream {
    /// Speaks TLS from now on; called before the first read. False when memory is short.
    func secure(with context: TLSContext) -> Bool {
        tls = TLSSession(context)
        return tls != nil
    }

    /// Hands the content of received bytes to the handler.
    func open(_ bytes: UnsafeMutableRawBufferPointer, with tls: TLSSession) {
        // The first byte of a client's TLS is 0x16, a handshake record; of HTTP it is a method's letter.
        if tls.isFresh, let first = bytes.first, ASCII.isLetter(first) {
            self.tls = nil
            handler?.receivedPlain()
            return
        }
        tls.receive(UnsafeRawBufferPointer(bytes))
        loop: while !isClosing {
            switch tls.open() {
            case .established: handler?.secured()
            case .content(let content): handler?.received(content)
            case .starved: break loop
            case .ended:
                stopReading()
                handler?.receivedEnd()
                break loop
            case .failed:
                handler?.failed()
                break loop
            }
        }
        if tls.outputCount > 0 { scheduleFlush() }
    }

    /// Seals output and gives it to the kernel, until it takes no more.
    func flush(through tls: TLSSession) {
        while inFlight == 0, !isClosing {
            while tls.outputCount < TLSSession.pieceSize, sealNext(with: tls) {}
            guard let output = tls.takeOutput() else { break }
            send(.buffer(output))
        }
        if isClosing { return }
        if finish == .wanted, !hasWaiting {
            tls.sealEnd()
            if let output = tls.takeOutput() { send(.buffer(output)) }
            if !isClosing { shutdown() }
        }
        tellDrained()
    }

    /// Seals a part of the first segment; false when there is none.
    private func sealNext(with tls: TLSSession) -> Bool {
        if segments.isEmpty { gatherSegments() }
        guard let segment = segments.first else { return false }
        let rest = segment.bytes[sealedCount...]
        let piece = rest.prefix(TLSSession.pieceSize)
        tls.seal(UnsafeRawBufferPointer(rebasing: piece))
        sealedCount += piece.count
        guard piece.count == rest.count else { return true }
        sealedCount = 0
        segments.removeFirst()
        segment.recycle()
        return true
    }
}
