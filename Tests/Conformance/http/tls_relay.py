#!/usr/bin/env python3
"""Lets a tool that speaks plain TCP talk to a server that speaks TLS.

usage: tls_relay.py PORT SERVER_HOST SERVER_PORT [--ca FILE]

Listens on 127.0.0.1:PORT (0: any) and prints the port. Each connection gets a TLS connection of its own; bytes go on as
they come. The ends of a stream are kept apart as in plain TCP: a client's FIN becomes a close_notify after which the
answer is still read, and the server's close_notify becomes a FIN. A server that ends without one has truncated the
stream, which the client sees as a reset.
"""

import argparse
import asyncio
import contextlib
import ssl

CHUNK = 64 * 1024


class Session:
    """One connection: plain on the client's side, TLS on the server's."""

    def __init__(self, context, name, client, server):
        self.client_in, self.client_out = client
        self.server_in, self.server_out = server
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_hostname=name)

    async def flush(self):
        self.server_out.write(self.outgoing.read())
        await self.server_out.drain()

    async def run(self):
        while True:
            try:
                self.tls.do_handshake()
                break
            except ssl.SSLWantReadError:
                await self.flush()
                data = await self.server_in.read(CHUNK)
                if not data:
                    raise ConnectionResetError("the server ended the handshake")
                self.incoming.write(data)
        await self.flush()
        sending = asyncio.create_task(self.send())
        try:
            await self.receive()
        finally:
            sending.cancel()

    async def send(self):
        """Client to server, until the client sends no more."""
        while data := await self.client_in.read(CHUNK):
            self.tls.write(data)
            await self.flush()
        try:
            self.tls.unwrap()
        except ssl.SSLWantReadError:
            pass  # the server's close_notify is receive()'s
        await self.flush()

    async def receive(self):
        """Server to client, until the server sends no more."""
        while True:
            try:
                data = self.tls.read(CHUNK)
            except ssl.SSLWantReadError:
                await self.flush()
                received = await self.server_in.read(CHUNK)
                if not received:
                    raise ConnectionResetError("the server ended without close_notify")
                self.incoming.write(received)
                continue
            except ssl.SSLZeroReturnError:
                data = b""
            if not data:
                self.client_out.write_eof()
                break
            self.client_out.write(data)
            await self.client_out.drain()
        # What the client still sends goes on until the server closes.
        with contextlib.suppress(OSError):
            await self.server_in.read()


async def main():
    arguments = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    arguments.add_argument("port", type=int)
    arguments.add_argument("host")
    arguments.add_argument("server_port", type=int)
    arguments.add_argument("--ca", help="trust only this certificate; without it any")
    options = arguments.parse_args()
    context = ssl.create_default_context(cafile=options.ca)
    context.set_alpn_protocols(["http/1.1"])
    if not options.ca:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE

    sessions = set()

    async def serve(reader, writer):
        # The loop itself would let a waiting task go.
        sessions.add(asyncio.current_task())
        server_writer = None
        try:
            server = await asyncio.open_connection(options.host, options.server_port)
            server_writer = server[1]
            await Session(context, options.host, (reader, writer), server).run()
        except (OSError, ssl.SSLError):
            writer.transport.abort()
        finally:
            writer.close()
            if server_writer:
                server_writer.close()
            sessions.discard(asyncio.current_task())

    listener = await asyncio.start_server(serve, "127.0.0.1", options.port, limit=CHUNK, backlog=1024)
    print(listener.sockets[0].getsockname()[1], flush=True)
    await listener.serve_forever()


asyncio.run(main())
