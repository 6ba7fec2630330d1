"""What the open internet does."""

import socket
import time

from players import Client, PAUSE

HEAD = b"POST /v1/auth/guest HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
# Each is sent on a connection of its own, which is then closed, whatever was answered.
OFFENCES = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # TLS to a port without
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    HEAD + b"Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n",
    HEAD + b"Content-Length: 99999999\r\n\r\n",
    HEAD + b"Content-Length: 5000\r\n\r\n{\"displayName\": \"aborted",
    HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n",
    HEAD + b"Content-Length: 4\r\n\r\n{]}{",
    HEAD + b"Content-Length: 19\r\n\r\n{\"displayName\":null}",
    b"GET /v1/me HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a.b.c\r\n\r\n",
    b"BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n" * 50,
    b"HEAD /play HTTP/1.0\r\n\r\n",
    b"",
]


def connect(host):
    connection = socket.create_connection(("127.0.0.1", host.port), timeout=60)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def offend(host, draws):
    """Bad requests, good ones of strangers, and bodies that break off."""
    while not host.stopped.wait(PAUSE):
        with connect(host) as connection:
            connection.sendall(draws.choice(OFFENCES))
            # Half of them do not wait for the answer.
            if draws.random() < 0.5:
                connection.shutdown(socket.SHUT_WR)
                try:
                    while connection.recv(65536):
                        pass
                except ConnectionResetError:
                    pass  # the server need not read what it has refused
        with Client(host, draws) as client:
            client.send("POST", "/v1/auth/telegram", {"initData": f"user={draws.random()}&hash=00"})
            if draws.random() < 0.02:
                client.send("POST", "/v1/auth/password", {"login": f"host-{draws.random()}", "password": "guessed"})


def dawdle(host, draws):
    """Twenty at a time who send a byte now and then, until they lose patience or the server does."""
    request = HEAD + b"Content-Length: 200\r\n\r\n" + b"{" * 200
    slow = []
    while not host.stopped.is_set():
        while len(slow) < 20:
            slow.append((connect(host), iter(request)))
        for entry in list(slow):
            connection, rest = entry
            try:
                byte = next(rest)
                if draws.random() < 0.01:
                    raise ConnectionAbortedError
                connection.sendall(bytes([byte]))
            except (StopIteration, OSError):
                connection.close()
                slow.remove(entry)
        time.sleep(0.05)
    for connection, _ in slow:
        connection.close()
