"""How long the one write lock of SQLite is held, and what counsellors cost those who answer."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from scripts.bench.bench import Bench, Side
from scripts.bench.figures import Line, Target, Wanted, at_rank, middle, ratio
from scripts.bench.visitor import Counsellor, Learner

ABOUT = "answers while counsellors read, and the write lock"
LEARNERS, COUNSELLORS = 20, 5
ROUNDS = 3  # each cell is measured in as many pieces, old and new in turn
QUIET_LOOKS, QUIET_ANSWERS, WRONG = 12, 24, 4  # a round and side
PERSON = r"GET /conseiller/apprenants/[0-9a-f-]+"
LOCKS = {
    "write lock of an answer": (r"POST /diagnostic/(?:[\w-]+/)?\d+", 0.5),
    "write lock of a look at a person": (PERSON, 0.1),
    "write lock of a look at a list": (r"GET /conseiller/apprenants", 0.1),
    "write lock of a wrong password": (r"POST /connexion", 0.1),
}


@dataclass
class Cell:
    """What was measured of one commit, with counsellors or without."""

    answers: list[float] = field(default_factory=list)
    pages: int = 0
    errors: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return ratio(len(self.answers), self.seconds)

    @property
    def p95(self) -> float:
        """The time of an answer that 95 % do not exceed, in milliseconds."""
        return 1000 * at_rank(self.answers, 0.95)


def run(bench: Bench) -> list[Line]:
    """Quiet first, one person at a time; then the room, alone and with counsellors."""
    locks = _quiet(bench)
    cells = {(side.name, staffed): Cell() for side in bench.sides for staffed in (False, True)}
    for number in range(ROUNDS):
        for staffed in (False, True):
            for side in bench.in_turn(number):
                bench.say(f"round {number + 1}/{ROUNDS}: {side.name}, counsellors: {staffed}")
                _room(bench, side, cells[side.name, staffed], staffed=staffed)
    alone, beside = ([cells[side.name, staffed] for side in bench.sides] for staffed in (0, 1))
    kept = [ratio(b.rate, a.rate) for a, b in zip(alone, beside, strict=True)]
    slower = [ratio(b.p95, a.p95) for a, b in zip(alone, beside, strict=True)]
    return [
        Line("answers alone", *(one.rate for one in alone), "/s"),
        Line("answers beside counsellors", *(one.rate for one in beside), "/s"),
        Line("  share that is kept", *kept, "", Target(Wanted.AT_LEAST, 0.9), kept[1]),
        Line("p95 of an answer, alone", *(one.p95 for one in alone), "ms"),
        Line("p95 of an answer, beside counsellors", *(one.p95 for one in beside), "ms"),
        Line("  how many times", *slower, "", Target(Wanted.AT_MOST, 1.3), slower[1]),
        Line("pages of counsellors", *(ratio(one.pages, one.seconds) for one in beside), "/s"),
        Line(
            "requests that failed",
            *(float(a.errors + b.errors) for a, b in zip(alone, beside, strict=True)),
        ),
        *locks,
    ]


def _quiet(bench: Bench) -> list[Line]:
    """How long the lock is held by one page, when nobody else is there."""
    since = time.perf_counter()
    people = {
        side.name: (Learner(side.port), Counsellor(side.port, side.counsellor))
        for side in bench.sides
    }
    for number in range(ROUNDS):
        for side in bench.in_turn(number):
            bench.say(f"quiet, round {number + 1}/{ROUNDS}: {side.name}")
            learner, counsellor = people[side.name]
            for _ in range(QUIET_ANSWERS):
                learner.step()
            for _ in range(QUIET_LOOKS):
                counsellor.step()
            stranger = Counsellor(side.port, side.counsellor)
            stranger.visitor.cookies.clear()
            for _ in range(WRONG):
                stranger.sign_in("not the password")
    found = {side.name: side.held(since) for side in bench.sides}
    lines = []
    for what, (page, most) in LOCKS.items():
        figures = [
            middle([1000 * one.seconds for one in found[side.name] if re.fullmatch(page, one.page)])
            for side in bench.sides
        ]
        lines.append(Line(what, *figures, "ms", Target(Wanted.AT_MOST, most)))
    return lines


def _room(bench: Bench, side: Side, cell: Cell, *, staffed: bool) -> None:
    """Twenty people answer without thinking; beside them, five read without pause, or none."""
    learners = [Learner(side.port) for _ in range(LEARNERS)]
    staff = [Counsellor(side.port, side.counsellor) for _ in range(COUNSELLORS if staffed else 0)]
    for one in learners:
        one.step()  # past the door
    began = time.perf_counter()
    until = began + bench.seconds / ROUNDS
    at_once(
        [_going_on(one.step, until, bench.think) for one in learners]
        + [_going_on(one.step, until, 0) for one in staff]
    )
    cell.seconds += time.perf_counter() - began
    for one in learners:
        cell.answers += one.answers
        cell.errors += one.errors
    cell.pages += sum(len(one.pages) for one in staff)
    cell.errors += sum(one.errors for one in staff)


def _going_on(step: Callable[[], None], until: float, think: float) -> Callable[[], None]:
    def go_on() -> None:
        while time.perf_counter() < until:
            step()
            if think:
                time.sleep(think)

    return go_on


def at_once(acts: Sequence[Callable[[], None]]) -> None:
    """Do all of them, each in a thread of its own."""
    threads = [threading.Thread(target=act) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
