"""Rows of the table, and whether they reach their bars."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """A bound of one figure."""

    text: str
    found: float
    bound: float
    is_least: bool = False

    @property
    def is_met(self) -> bool:
        return self.found >= self.bound if self.is_least else self.found <= self.bound


def at_least(text: str, found: float, bound: float) -> Bar:
    return Bar(text, found, bound, is_least=True)


def at_most(text: str, found: float, bound: float) -> Bar:
    return Bar(text, found, bound)


@dataclass(frozen=True)
class Row:
    """One measured thing; what does not apply to it is empty."""

    what: str
    rate: str = ""
    cpu: str = ""
    limit: str = ""
    ratio: str = ""
    latency: str = ""
    allocations: str = ""
    figure: str = ""
    bars: tuple[Bar, ...] = ()

    @property
    def verdict(self) -> str:
        return "; ".join(f"{bar.text}: {'met' if bar.is_met else '**MISSED**'}" for bar in self.bars)


REQUEST_COLUMNS = [
    ("what", "what"), ("requests/s", "rate"), ("CPU, µs", "cpu"), ("limit, µs", "limit"), ("ratio", "ratio"),
    ("p50 / p99, µs", "latency"), ("allocations", "allocations"), ("bar", "verdict"),
]
DELIVERY_COLUMNS = [
    ("what", "what"), ("deliveries/s", "rate"), ("CPU, µs", "cpu"), ("limit, µs", "limit"), ("ratio", "ratio"),
    ("p50 / p99, µs", "latency"), ("bar", "verdict"),
]
FIGURE_COLUMNS = [("what", "what"), ("figure", "figure"), ("bar", "verdict")]


def table(rows: list[Row], columns: list[tuple[str, str]]) -> str:
    cells = [[title for title, _ in columns]] + [[getattr(row, name) for _, name in columns] for row in rows]
    widths = [max(len(line[index]) for line in cells) for index in range(len(columns))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in cells]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
