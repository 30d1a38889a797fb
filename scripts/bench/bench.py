"""What a section is given: both commits served side by side with the same people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.bench.site import Held, Site


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two commits, as it is served."""

    name: str
    site: Site

    @property
    def port(self) -> int:
        """Where it answers."""
        return self.site.port

    @property
    def counsellor(self) -> dict[str, str]:
        """How the counsellor of the first structure enters."""
        entry: dict[str, str] = self.site.entries["counsellors"][0]
        return entry

    def held(self, since: float) -> list[Held]:
        """Each time that its write lock was held since then."""
        return self.site.held(since)


@dataclass(frozen=True, slots=True)
class Bench:
    """The old commit and the new one, the bare application, and how long to measure."""

    old: Side
    new: Side
    floor: Site
    seconds: float
    think: float

    @property
    def sides(self) -> tuple[Side, Side]:
        """Old, then new."""
        return self.old, self.new

    def in_turn(self, number: int) -> Sequence[Side]:
        """Both, the one that goes first changing with the round: the machine is shared."""
        return self.sides[::-1] if number % 2 else self.sides

    def say(self, words: str) -> None:
        """What is being done, on one line of the terminal."""
        print(f"  {words}", flush=True)
