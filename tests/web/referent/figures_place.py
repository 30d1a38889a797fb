"""A structure whose months are closed one after the other, and everything that it publishes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import time_machine
from flask import Flask

from pixlearn.accounts.service import take_seat
from pixlearn.db import now, transaction
from pixlearn.structures.service import open_workshop
from tests.web.browsing import Browser
from tests.web.counsellor.people import (
    a_learner,
    a_structure,
    answers,
    signed_in,
    somebody_at_work,
    summed_up,
)

HERE = "/referent/statistiques"
Line = tuple[str, str]


@dataclass(frozen=True)
class Place:
    """A structure, and its référent's browser."""

    app: Flask
    structure: UUID
    staff: UUID

    @classmethod
    def at(cls, app: Flask, day: str) -> Place:
        """A structure that begins that day."""
        with on(day), app.app_context(), transaction():
            here = a_structure("Mission locale du Val")
            return cls(app, here, somebody_at_work(here, "Amadou Ba", counsels=False, refers=True))

    def browser(self) -> Browser:
        """A session that begins now."""
        return signed_in(self.app, staff=self.staff)

    def text(self, address: str = HERE) -> str:
        """What the page says, with plain spaces."""
        text = self.browser().page(address).main_text
        return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())

    def somebody(
        self, level: int | None = 2, *, right: tuple[str, ...] = (), ended: bool = True
    ) -> UUID:
        """One more person who shares, at this level, who can do these skills."""
        with self.app.app_context(), transaction():
            learner = a_learner("Zéphyrine", shares_with=self.structure)
            given = [(skill, 1.0) for skill in right] or [("GES.1.1", 1.0)]
            answers(learner, given, ended_how="sur" if ended else None)
            summed_up(learner, level=level, ended_at=now() if ended else None)
            return learner

    def in_a_workshop(self, people: list[UUID]) -> UUID:
        """A workshop in which these people sat."""
        with self.app.app_context(), transaction():
            workshop = open_workshop(self.structure, "Atelier", shared_computers=False)
            for one in people:
                take_seat(one, workshop)
            return workshop.id

    def close(self, day: str) -> None:
        """On that day, the daily command closes the month that is over."""
        with on(day):
            assert self.app.test_cli_runner().invoke(args=["retention"]).exit_code == 0

    def published(self, address: str = "") -> dict[Line, str]:
        """Each figure of the file: its table and line, and its value."""
        data = self.browser().get(f"{HERE}/fichier/csv{address}").data.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(data, newline=""), delimiter=";"))
        return {(one["Tableau"], one["Ligne"]): one["Valeur"] for one in rows if one["Valeur"]}


@contextmanager
def on(day: str) -> Iterator[None]:
    """At noon of that day."""
    moment = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        yield
