"""The server is killed in the middle of answering: no acknowledged answer is lost or doubled."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest

from tests.web.reliability.phone import Phone
from tests.web.reliability.server import Server

WHOLE = 4  # every fourth time the whole server, else the processes that answer
PHONES = 6
BETWEEN_KILLS = (8, 16)  # answers
SEED = 20261121


@pytest.mark.parametrize("kills", [WHOLE, pytest.param(3 * WHOLE, marks=pytest.mark.matrix)])
def test_no_acknowledged_answer_is_lost_or_doubled(tmp_path: Path, kills: int) -> None:
    dice = random.Random(SEED)
    server = Server(tmp_path)
    server.install()
    stop = threading.Event()
    phones = [Phone(server.port, random.Random(SEED + place), stop) for place in range(PHONES)]
    threads = [threading.Thread(target=phone.live, daemon=True) for phone in phones]
    server.start()
    try:
        for thread in threads:
            thread.start()
        for number in range(1, kills + 1):
            wait_for_answers(phones, dice.randint(*BETWEEN_KILLS))
            time.sleep(dice.uniform(0, 0.05))
            if number % WHOLE:
                server.kill_workers()
            else:
                server.kill()
                server.start()
        wait_for_answers(phones, BETWEEN_KILLS[0])
        stop.set()
        for thread in threads:
            thread.join(60)
        everybody_can_go_on = [answers_once_more(phone) for phone in phones]
    finally:
        stop.set()
        server.kill()
    acknowledged = [UUID(one).hex for phone in phones for one in phone.acknowledged]
    kept, integrity = what_is_kept(server.database)
    assert integrity == "ok"
    assert [fault for phone in phones for fault in phone.faults] == []
    assert [one for one in acknowledged if kept[one] != 1] == []
    assert max(kept.values()) == 1
    assert all(everybody_can_go_on)


def wait_for_answers(phones: list[Phone], count: int) -> None:
    """Let so many more answers be acknowledged."""
    target = sum(len(phone.acknowledged) for phone in phones) + count
    deadline = time.monotonic() + 60
    while sum(len(phone.acknowledged) for phone in phones) < target:
        assert time.monotonic() < deadline, "nobody can answer any more"
        time.sleep(0.005)


def answers_once_more(phone: Phone) -> bool:
    """Tell whether this learner's next page comes and takes an answer, or is the result."""
    before = len(phone.acknowledged)
    finished = False
    while not finished and len(phone.acknowledged) == before:
        finished = not phone.answer()
    return True


def what_is_kept(database: Path) -> tuple[Counter[str], str]:
    """How many rows there are of each submission, and what SQLite says of its file."""
    connection = sqlite3.connect(database)
    try:
        rows = connection.execute("SELECT submission_id FROM answer ORDER BY id").fetchall()
        integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()
    return Counter(UUID(str(row[0])).hex for row in rows), integrity
