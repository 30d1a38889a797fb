"""What a professional has done of their own first hour: four steps, or « I know it already »."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pixlearn.accounts.store import Staff


class Step(StrEnum):
    """The steps, in the order of the page."""

    GUIDE = "guide"
    TRY = "essai"
    WORKSHOP = "atelier"
    CARDS = "cartes"


@dataclass(frozen=True, slots=True)
class FirstHour:
    """Which steps this professional has done themselves."""

    done: frozenset[Step]

    @property
    def left(self) -> int:
        """How many steps are still to do."""
        return len(Step) - len(self.done)


def first_hour_of(staff: Staff) -> FirstHour:
    """What they have done; a try is known by the learner that it made."""
    done = {Step(one) for one in staff.first_hour.split()}
    return FirstHour(frozenset(done | ({Step.TRY} if staff.practice_learner_id else set())))


def note_steps(staff: Staff, steps: Iterable[Step]) -> None:
    """They have done these steps now."""
    done = {*staff.first_hour.split(), *(one.value for one in steps)}
    staff.first_hour = " ".join(one.value for one in Step if one.value in done)
