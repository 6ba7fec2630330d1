"""Rows of the live channel: fan-out, events that are stored before they are sent, connections, returns."""

import json
import subprocess
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from .api import Client
from .machine import LOAD_CORE
from .parties import ENVIRONMENT, Listener, make_tables, write
from .process import BenchmarkError, Process, Server, free_port
from .results import Row, at_least, at_most
from .tools import Tools

TABLES = 50
MEMBERS = 8
RECEIVERS = 500
IDLE = 10_000
RETURNING = 5_000
MISSED = 50
#: On a channel, beside MEMBERS who read.
SLOW = 4


class ChannelRows:
    def __init__(self, binary: Path, tools: Tools, folder: Path, rounds: int, seconds: float):
        self._binary, self._tools, self._folder = binary, tools, folder
        self._rounds, self._seconds = rounds, seconds

    def deliveries(self) -> list[Row]:
        return [self._fan_out(), *self._stored(), self._beside_slow()]

    def _load(self, port: int, file: Path, receivers: int, *options: object) -> dict:
        """What the load tool found at the end; every message came to every receiver, once and in order."""
        command = [self._tools.channels, "-p", LOAD_CORE, *options, port, file]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=180)
        if done.returncode != 0:
            raise BenchmarkError(f"the load tool failed: {done.stderr.strip()}")
        found = json.loads(done.stdout.splitlines()[-1])
        faults = {name: found[name] for name in ("gaps", "doubled", "closed") if found[name]}
        if faults or found["deliveries"] != found["sent"] * receivers:
            raise BenchmarkError(f"not every message came to everybody once: {found} {done.stderr.strip()}")
        return found

    # What WebSocket and stream cost beside the limit, without the hub: the hub's own events that are not stored (typing,
    # presence) are told once a second and player.
    def _fan_out(self) -> Row:
        # The limit writes to the first first, ours to the last: who speaks is in the middle, so that both hear of the next
        # message equally late and have as many for one write.
        file = write(
            self._folder / "fan-out", [Listener("/x", speaks=n == RECEIVERS // 2) for n in range(RECEIVERS)])
        ports = free_port(), free_port()
        ours, limit, rates, latencies = [], [], [], []
        with Process([self._binary.with_name("mimic-ws-echo"), "--fanout", "--port", ports[0]], ports[0]) as server, \
                Process([self._tools.fanout, ports[1]], ports[1]) as bare:
            for process in (server, bare):
                process.wait_until_it_listens()
            for _ in range(self._rounds):
                for process, costs in ((server, ours), (bare, limit)):
                    before = process.cpu_seconds()
                    found = self._load(process.port, file, RECEIVERS, "-s", self._seconds, "-w", 16)
                    costs.append((process.cpu_seconds() - before) / found["deliveries"] * 1e6)
                    if process is server:
                        rates.append(found["deliveries"] / found["seconds"])
                        latencies.append(found)
        ratio = median(theirs / our for our, theirs in zip(ours, limit))
        return Row(
            f"WebSocket fan-out, 1 to {RECEIVERS}, 200 bytes, 16 in flight", f"{median(rates):,.0f}",
            f"{median(ours):.2f}", f"{median(limit):.2f}", f"{ratio:.2f}", _latency(latencies),
            bars=(at_least("ratio 0.8", ratio, 0.8),))

    def _stored(self) -> list[Row]:
        what = f"stored, synced, then sent, {TABLES} channels of {MEMBERS}"
        with Server(self._binary, self._folder / "stored", ENVIRONMENT) as server:
            server.wait_until_it_answers()
            tables = make_tables(server.port, TABLES, MEMBERS)
            file = write(self._folder / "tables", [
                Listener(f"/ws/run/{table.run}?history=0", token, speaks=True)
                for table in tables for token in table.tokens])
            self._load(server.port, file, MEMBERS, "-s", 0.5)
            rates, costs, latencies = [], [], []
            for _ in range(self._rounds):
                before = server.cpu_seconds()
                found = self._load(server.port, file, MEMBERS, "-s", self._seconds)
                costs.append((server.cpu_seconds() - before) / found["deliveries"] * 1e6)
                rates.append(found["deliveries"] / found["seconds"])
                latencies.append(found)
            most = median(rates)
            rows = [Row(
                f"{what}, as many as go", f"{most:,.0f}", f"{median(costs):.2f}", latency=_latency(latencies),
                bars=(at_least("20,000/s", most, 20_000),))]
            for part in (0.1, 0.5, 0.9):
                found = [
                    self._load(server.port, file, MEMBERS, "-s", self._seconds, "-r", most * part / MEMBERS)
                    for _ in range(self._rounds)]
                late = median(each["p99_us"] for each in found) / 1000
                rows.append(Row(
                    f"{what}, {part:.0%} of that", f"{most * part:,.0f}", latency=_latency(found),
                    bars=(at_most("p99 25 ms", late, 25),) if part == 0.5 else ()))
        return rows

    # Each round on both files, one after the other: what the machine does meanwhile is done to both.
    def _beside_slow(self) -> Row:
        with Server(self._binary, self._folder / "slow", ENVIRONMENT) as server:
            server.wait_until_it_answers()
            table = make_tables(server.port, 1, MEMBERS)[0]
            target = f"/ws/run/{table.run}?history=0"
            members = [Listener(target, token, speaks=True) for token in table.tokens]
            slow = [Listener(target, token, stalls=True) for token in table.tokens[:SLOW]]
            alone, beside = write(self._folder / "alone", members), write(self._folder / "beside", members + slow)
            found = self._load(server.port, alone, MEMBERS, "-s", self._seconds)
            rate = found["sent"] / found["seconds"] / 2
            without, with_slow = [], []
            for _ in range(self._rounds):
                for file, into in ((alone, without), (beside, with_slow)):
                    into.append(self._load(server.port, file, MEMBERS, "-s", self._seconds, "-r", rate))
            # Of the medians: a single p99 is as large as the slowest fsync of its seconds.
            ratio = median(each["p99_us"] for each in with_slow) / median(each["p99_us"] for each in without)
            closed = sum(each["slow"] for each in with_slow)
            return Row(
                f"{MEMBERS} beside {SLOW} that read nothing ({closed} of {SLOW * self._rounds} closed): p99 to that without",
                f"{rate * MEMBERS:,.0f}", ratio=f"{ratio:.2f}", latency=_latency(with_slow),
                bars=(at_most("p99 1.3 times", ratio, 1.3),))

    def connections(self) -> list[Row]:
        data = self._folder / "connections"
        with Server(self._binary, data, ENVIRONMENT) as server:
            server.wait_until_it_answers()
            tables = make_tables(server.port, TABLES, MEMBERS)
            everybody = [(table, token) for table in tables for token in table.tokens]
            idle = self._idle(server, everybody)
            # Something to miss.
            speaking = [Listener(f"/ws/run/{table.run}?history=0", table.tokens[0], speaks=True) for table in tables]
            found = self._load(server.port, write(self._folder / "speaking", speaking), 1, "-s", 1, "-w", 4)
            if found["sent"] < 2 * MISSED * TABLES:
                raise BenchmarkError(f"{found['sent']} events are too few to miss {MISSED} on each channel")
        with Server(self._binary, data, ENVIRONMENT) as server:
            server.wait_until_it_answers()
            return [idle, self._return(server, everybody)]

    def _idle(self, server: Server, everybody: list) -> Row:
        listeners = [
            Listener(f"/ws/run/{table.run}?history=0", token)
            for table, token in (everybody[n % len(everybody)] for n in range(IDLE))]
        before = server.resident_megabytes()
        with self._open(server.port, write(self._folder / "idle", listeners)):
            server.cpu_seconds()  # when all is quiet
            each = (server.resident_megabytes() - before) * 1024 / IDLE
        return Row(f"resident memory of one of {IDLE:,} idle live connections", figure=f"{each:.2f} KiB",
                   bars=(at_most("3 KiB", each, 3),))

    def _return(self, server: Server, everybody: list) -> Row:
        with Client(server.port) as client:
            ends = {table.run: table.sync(client) for table, _ in everybody[::MEMBERS]}
        listeners = []
        for number in range(RETURNING):
            table, token = everybody[number % len(everybody)]
            epoch, seq = ends[table.run]["epoch"], ends[table.run]["seq"]
            listeners.append(Listener(
                f"/ws/run/{table.run}?epoch={epoch}&since={seq - MISSED}", token, since=seq - MISSED, until=seq))
        file = write(self._folder / "returning", listeners)
        with self._open(server.port, file, "-o", RETURNING) as tool:
            seconds = tool.opened["seconds"]
        faults = tool.found["gaps"] + tool.found["doubled"] + tool.found["closed"]
        return Row(
            f"{RETURNING:,} clients back at once after a restart, {MISSED} events missed by each",
            figure=f"{seconds:.1f} s, {faults} lost or doubled",
            bars=(at_most("10 s", seconds, 10), at_most("none", faults, 0)))

    @contextmanager
    def _open(self, port: int, file: Path, *options: object):
        """Holds all connections open; `found` is there afterwards."""
        command = [self._tools.channels, "-p", LOAD_CORE, "-s", 0, *options, port, file]
        with subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, text=True) as child:
            tool = Opened(child)
            try:
                yield tool
            finally:
                tool.end()


class Opened:
    """The load tool with its connections open."""

    def __init__(self, child: subprocess.Popen):
        self._child = child
        line = child.stdout.readline()
        if not line:
            raise BenchmarkError(f"the load tool failed: {child.stderr.read().strip()}")
        self.opened = json.loads(line)
        self.found: dict = {}

    def end(self):
        self._child.stdin.close()
        self.found = json.loads(self._child.stdout.read())
        self._child.wait(30)


def _latency(found: list[dict]) -> str:
    return f"{median(each['p50_us'] for each in found):.0f} / {median(each['p99_us'] for each in found):.0f}"
