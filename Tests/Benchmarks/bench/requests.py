"""Rows of requests: CPU time beside the limit's, rate, latency, allocations."""

import json
import re
import shutil
import sqlite3
import struct
import subprocess
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from . import long_fight, long_tale
from .api import CAMPAIGN as FIRST_CAMPAIGN
from .api import Client, make_players
from .load import Load, answer_to, creating, playing, repeating, request
from .machine import REPOSITORY
from .process import BenchmarkError, Process, Server, free_port
from .results import Row, at_least, at_most
from .tools import SOURCES, Tools

PLAYERS = 64
STATEMENTS = SOURCES / "limits/character.sql"


@dataclass
class Rounds:
    """What one side did in each round."""

    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)      # microseconds a request
    p50: list[int] = field(default_factory=list)
    p99: list[int] = field(default_factory=list)
    count: int = 0                                      # requests of the last round

    def measure(self, process: Process, load: Load, tool: Path, seconds: float):
        before = process.cpu_seconds()
        found = load.run(tool, process.port, seconds=seconds)
        self.count = found["requests"]
        self.cpu.append((process.cpu_seconds() - before) / self.count * 1e6)
        self.rates.append(self.count / found["seconds"])
        self.p50.append(found["p50_us"])
        self.p99.append(found["p99_us"])

    @property
    def latency(self) -> str:
        return f"{median(self.p50):.0f} / {median(self.p99):.0f}"


class RequestRows:
    """Measures against running servers; five rounds and more, ours and the limit in turn."""

    def __init__(self, binary: Path, tools: Tools, folder: Path, rounds: int, seconds: float):
        self._binary, self._tools, self._folder = binary, tools, folder
        self._rounds, self._seconds = rounds, seconds
        self._allocations = Allocations(binary, tools, folder)

    def health(self) -> list[Row]:
        sent = request("GET", "/health")
        load = repeating(self._folder, "health", [sent])
        rows = []
        for name, log, bar in [
            ("off", None, 0.85), ("written to a file", self._folder / "access.log", 0.6),
        ]:
            with Server(self._binary, self._folder / f"health-{name[:3]}", log=log) as server:
                server.wait_until_it_answers()
                row = self._against_bare(server, load, sent)
            allocations = self._allocations.each(lambda port: load, with_log=log is not None)
            rows.append(self._row(
                f"GET /health, access log {name}", row, allocations, bar,
                at_most("at most 8 allocations", allocations, 8)))
        return rows

    def me(self) -> Row:
        with Server(self._binary, self._folder / "me") as server:
            server.wait_until_it_answers()
            players = make_players(server.port, PLAYERS, characters=2)
            requests = [request("GET", "/v1/me", player.token) for player in players]
            load = repeating(self._folder, "me-requests", requests)
            row = self._against_bare(server, load, requests[0])
        allocations = self._allocations.each(
            lambda port: repeating(self._folder, "me-allocations", [
                request("GET", "/v1/me", player.token) for player in make_players(port, PLAYERS, characters=2)]))
        return self._row("GET /v1/me, 2 characters", row, allocations, 0.3)

    def _against_bare(self, server: Server, load: Load, sent: bytes) -> tuple[Rounds, Rounds]:
        answer = self._folder / "answer"
        answer.write_bytes(answer_to(server.port, sent))
        port = free_port()
        ours, bare = Rounds(), Rounds()
        with Process([self._tools.health, port, answer], port) as limit:
            limit.wait_until_it_answers()
            for process in (server, limit):
                load.run(self._tools.load, process.port, seconds=0.5)
            for _ in range(self._rounds):
                ours.measure(server, load, self._tools.load, self._seconds)
                bare.measure(limit, load, self._tools.load, self._seconds)
        return ours, bare

    def _row(self, what: str, rounds: tuple[Rounds, Rounds], allocations: float, bar: float, *bars) -> Row:
        ours, limit = rounds
        # Of each round, so that what slows the machine down slows both sides of a ratio.
        ratio = median(theirs / our for our, theirs in zip(ours.cpu, limit.cpu))
        return Row(
            what, f"{median(ours.rates):,.0f}", f"{median(ours.cpu):.2f}", f"{median(limit.cpu):.2f}", f"{ratio:.2f}",
            ours.latency, f"{allocations:.1f}", bars=(at_least(f"ratio {bar}", ratio, bar), *bars))

    def characters(self) -> Row:
        check_statements()
        ours, limit, sizes = Rounds(), Rounds(), []
        with ExitStack() as stack:
            server = stack.enter_context(Server(self._binary, self._folder / "characters-data"))
            server.wait_until_it_answers()
            client = stack.enter_context(Client(server.port))
            players = make_players(server.port, PLAYERS)
            load = creating(self._folder, players)
            # The limit's database has the same players, and a character to repeat.
            database = self._folder / "batch.db"
            with closing(sqlite3.connect(self._folder / "characters-data/mimic.db")) as source:
                source.execute("VACUUM INTO ?", (str(database),))
            load.run(self._tools.load, server.port, seconds=0.5)
            for _ in range(self._rounds):
                jobs, batches = client.metric("db_batch_jobs_sum"), client.metric("db_batch_jobs_count")
                ours.measure(server, load, self._tools.load, self._seconds)
                jobs = client.metric("db_batch_jobs_sum") - jobs
                sizes.append(jobs / (client.metric("db_batch_jobs_count") - batches))
                self._run_batches(database, ours.count, round(sizes[-1]), limit)
            resident = server.resident_megabytes()
        allocations = self._allocations.each(
            lambda port: creating(self._folder, make_players(port, PLAYERS)), requests=4000)
        row = self._row(
            f"POST /v1/characters, after fsync, {median(sizes):.0f} a batch", (ours, limit), allocations, 0.5,
            at_least("20,000/s", median(ours.rates), 20_000))
        self.resident_after_load = resident
        self.batch_rate = median(limit.rates)
        return row

    def _run_batches(self, database: Path, jobs: int, size: int, into: Rounds):
        done = subprocess.run(
            [self._tools.batch, database, STATEMENTS, str(jobs), str(size)], capture_output=True, text=True)
        if done.returncode != 0:
            raise BenchmarkError(done.stderr.strip())
        found = json.loads(done.stdout)
        into.rates.append(found["jobs"] / found["seconds"])
        into.cpu.append(found["cpu_seconds"] / found["jobs"] * 1e6)

    def actions(self) -> list[Row]:
        long, first = long_tale.CAMPAIGN, FIRST_CAMPAIGN
        return [
            self._play(f"POST …/action, {PLAYERS} runs of {long_tale.SCENES} scenes", long, bar=5000),
            self._play(f"POST …/action, {PLAYERS} runs of the first campaign, starts and ends included", first),
        ]

    def art(self) -> list[Row]:
        """Play while 8 workers draw what its scenes show: does anybody wait for a picture?"""
        campaign = long_tale.CAMPAIGN
        drawing = {"MIMIC_MEDIA__DRAW_MISSING": "true", "MIMIC_MEDIA__WORKERS": "8"}
        alone, beside = Rounds(), Rounds()
        for _ in range(self._rounds):
            for rounds, environment in ((alone, {}), (beside, drawing)):
                folder = self._play_data("art", campaign)
                with Server(self._binary, folder, environment) as server:
                    server.wait_until_it_answers()
                    load = playing(self._folder, campaign, make_players(server.port, PLAYERS))
                    rounds.measure(server, load, self._tools.load, self._seconds)
                shutil.rmtree(folder)
        ratio = median(theirs / ours for ours, theirs in zip(alone.p99, beside.p99))
        return [Row(
            f"POST …/action, {PLAYERS} runs of {long_tale.SCENES} scenes that 8 workers draw: p99 to that without",
            f"{median(beside.rates):,.0f}", f"{median(beside.cpu):.1f}", latency=beside.latency, ratio=f"{ratio:.2f}",
            bars=(at_most("1.3", ratio, 1.3),))]

    def fights(self) -> list[Row]:
        # The bar of actions is for the mix of a story, of which fights are a part: a turn of them is four turns and more
        # rolls than a check.
        return [self._play(f"POST …/action, {PLAYERS} runs of fights with three monsters", long_fight.CAMPAIGN)]

    def _play_data(self, name: str, campaign: str) -> Path:
        folder = self._folder / f"{name}-{campaign}"
        long_tale.write(folder / "packs")
        long_fight.write(folder / "packs")
        return folder

    def _play(self, what: str, campaign: str, bar: int | None = None) -> Row:
        def load(port: int) -> Load:
            # New players each time: those of the round before are in the middle of a run.
            return playing(self._folder, campaign, make_players(port, PLAYERS))

        ours = Rounds()
        for _ in range(self._rounds):
            # A database of its own for each round, in memory that the round before gave back: a virtual machine's memory
            # is slow when it is first touched, and the pages of these databases would be.
            folder = self._play_data("actions", campaign)
            with Server(self._binary, folder) as server:
                server.wait_until_it_answers()
                load(server.port).run(self._tools.load, server.port, seconds=0.5)
                ours.measure(server, load(server.port), self._tools.load, self._seconds)
            shutil.rmtree(folder)
        allocations = self._allocations.each(load, requests=2000, data=self._play_data("allocations", campaign))
        rate = median(ours.rates)
        return Row(
            what, f"{rate:,.0f}", f"{median(ours.cpu):.1f}", latency=ours.latency, allocations=f"{allocations:.1f}",
            bars=(at_least(f"{bar:,}/s", rate, bar),) if bar else ())


class Allocations:
    """Heap allocations a request, counted in a server of its own."""

    def __init__(self, binary: Path, tools: Tools, folder: Path):
        self._binary, self._tools, self._folder = binary, tools, folder
        self._count = 0

    def each(
        self, prepare: Callable[[int], Load], requests: int = 20_000, with_log: bool = False, data: Path | None = None
    ) -> float:
        """`prepare` makes the load for a port. What connections cost is not counted."""
        self._count += 1
        counter = self._folder / f"allocations-{self._count}"
        environment = {"LD_PRELOAD": str(self._tools.malloc_count), "MALLOC_COUNT_FILE": str(counter)}
        log = self._folder / "allocations.log" if with_log else None
        data = data or self._folder / f"allocations-data-{self._count}"
        with Server(self._binary, data, environment, log) as server:
            server.wait_until_it_answers()
            prepare(server.port).run(self._tools.load, server.port, requests=1000)
            marks = []
            for amount in (1000, 1000 + requests):
                load = prepare(server.port)
                before = struct.unpack("Q", counter.read_bytes())[0]
                found = load.run(self._tools.load, server.port, requests=amount)
                server.cpu_seconds()  # when all threads are quiet
                marks.append((found["requests"], struct.unpack("Q", counter.read_bytes())[0] - before))
        (few, fewer), (many, more) = marks
        # The process allocates a little beside its requests, now more and now less: none is not "-0.0".
        return max(0.0, (more - fewer) / (many - few))


def check_statements():
    """The limit runs what the product runs, or measures nothing."""
    def plain(text: str) -> str:
        return re.sub(r"\s+", " ", text).strip()

    code = plain(" ".join(
        path.read_text() for path in sorted((REPOSITORY / "Sources/Modules").rglob("*Store*.swift"))))
    statements = re.sub(r"--.*", "", STATEMENTS.read_text()).split(";")
    for statement in filter(None, map(plain, statements)):
        if statement not in code:
            raise BenchmarkError(f"{STATEMENTS.name} has what the product has no more: {statement}")
