"""Everything that a structure ever publishes, added and subtracted: nobody is found by it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from pixlearn.accounts.store import Learner
from pixlearn.db import db, transaction
from pixlearn.figures.statistics import CountedFact
from pixlearn.figures.suppression import FEWEST
from tests.web.counsellor.people import finished_lesson
from tests.web.referent.figures_place import HERE, Line, Place, on

DOMAINS = "Ce que les personnes savent faire, par domaine"
MONTHS = ("2026-10", "2026-11", "2026-12", "2027-01", "2027-02")
CLOSINGS = ("2026-11-01", "2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01")
CAME = ((6, 5, 1), (1, 0, 0), (3, 9, 2), (5, 1, 4), (0, 6, 7))
"""For each month, how many people came at each level."""
LESSON_OF = (5, 1, 4, 6, 3)
"""For each month, how many of them finished a lesson."""
People = frozenset[UUID]


def a_busy_winter(app: Flask) -> tuple[Place, dict[UUID, str]]:
    """Five months, closed one after the other; the level of each person."""
    place = Place.at(app, "2026-10-01")
    levels: dict[UUID, str] = {}
    for month, closing, came, learnt in zip(MONTHS, CLOSINGS, CAME, LESSON_OF, strict=True):
        with on(f"{month}-12"):
            here = [level for level, count in enumerate(came, 1) for _ in range(count)]
            new = [place.somebody(level) for level in here]
            levels |= {one: f"Niveau {n}" for one, n in zip(new, here, strict=True)}
            with app.app_context(), transaction():
                for one in new[:learnt]:
                    finished_lesson(one, "P1.1")
        place.close(closing)
    return place, levels


def counted_in(app: Flask, fact: str) -> dict[UUID, str]:
    """In the figures of which closing each person's fact stands."""
    with app.app_context():
        query = select(CountedFact.learner_id, CountedFact.created_at)
        rows = db.session.execute(query.where(CountedFact.fact == fact)).all()
    return {person: f"{at:%Y-%m-%d}" for person, at in rows}


def everything_published(place: Place) -> Iterator[tuple[str, str, dict[Line, str]]]:
    """Each choice of months, on the day that the last one is closed: the later days say the same
    of it. With the file of figures."""
    with on("2027-03-01"):
        for first, last in (
            (MONTHS[a], MONTHS[b]) for a in range(len(MONTHS)) for b in range(a, len(MONTHS))
        ):
            yield first, last, place.published(f"?du={first}&au={last}")


def isolated(sets: set[People]) -> list[Counter[UUID]]:
    """Each a−b, a−b−c and a−b+c that says something of 1 to 4 people."""
    found = []
    vectors = [Counter(dict.fromkeys(people, 1)) for people in sets if people]
    for a, b in combinations(vectors, 2):
        rests = [_less(a, b)]
        for c in vectors:
            rests += [_less(_less(a, b), c), _less(_less(b, a), c), _less(_plus(a, b), c)]
        found += [rest for rest in rests if 0 < len(rest) < FEWEST]
    return found


def _less(a: Mapping[UUID, int], b: Mapping[UUID, int]) -> Counter[UUID]:
    rest = Counter(a)
    rest.subtract(b)
    return Counter({one: n for one, n in rest.items() if n})


def _plus(a: Mapping[UUID, int], b: Mapping[UUID, int]) -> Counter[UUID]:
    return Counter(a) + Counter(b)


def test_no_sum_or_difference_of_published_levels_isolates_fewer_than_five(app: Flask) -> None:
    """Behind each figure of the files stands a set of people: all pairs, all triples of them."""
    place, levels = a_busy_winter(app)
    closed = counted_in(app, "niveaux")
    sets: set[People] = set()
    shown = 0
    for first, last, figures in everything_published(place):
        days = {CLOSINGS[n] for n, month in enumerate(MONTHS) if first <= month <= last}
        for (table, line), value in figures.items():
            if table != "Les niveaux":
                continue
            people = frozenset(
                one for one, day in closed.items() if day in days and line.startswith(levels[one])
            )
            assert value == (f"{len(people)}" if people else "en attente")
            sets.add(people)
            shown += bool(people)
    assert shown > 20
    assert isolated(sets) == []


def test_no_sum_or_difference_of_other_figures_isolates_fewer_than_five(app: Flask) -> None:
    """The same for what is counted of people once a table: means, needs, lessons, the way."""
    a_busy_winter(app)
    with app.app_context():
        facts = set(db.session.execute(select(CountedFact.fact)).scalars())
    assert {"domaines", "lecons:P1.1"} <= facts
    for fact in facts:
        closed = counted_in(app, fact)
        by_day: defaultdict[str, set[UUID]] = defaultdict(set)
        for person, day in closed.items():
            by_day[day].add(person)
        ranges = {
            frozenset().union(*(by_day[day] for day in CLOSINGS[a:b]))
            for a in range(len(CLOSINGS))
            for b in range(a + 1, len(CLOSINGS) + 1)
        }
        assert isolated({frozenset(one) for one in ranges}) == [], fact


def test_everybody_minus_one_workshop_says_nothing(app: Flask) -> None:
    """Six share, five of them sat in a workshop: the means of both once gave the sixth's away."""
    place = Place.at(app, "2026-11-02")
    with on("2026-11-10"):
        people = [place.somebody(1 + n % 3) for n in range(6)]
        workshop = place.in_a_workshop(people[:5])
    place.close("2026-12-01")
    with on("2026-12-01"):
        everybody = place.published()
        assert any(table == DOMAINS for table, _ in everybody)
        assert place.published(f"?atelier={workshop}") == everybody


def test_today_minus_yesterday_says_nothing(app: Flask) -> None:
    """One more person comes, then leaves: neither day nor month tells what they can do."""
    place = Place.at(app, "2026-11-02")
    with on("2026-11-10"):
        for n in range(9):
            place.somebody(1 + n % 2)
    place.close("2026-12-01")
    with on("2026-12-09"):
        before = place.published()
    with on("2026-12-10"):
        alone = place.somebody(3, right=("GES.1.1", "GES.1.2"))
        assert place.published() == before
    place.close("2027-01-01")
    with on("2027-01-01"):
        assert place.published() == before
        with app.app_context(), transaction():
            db.session.delete(
                db.session.execute(select(Learner).where(Learner.id == alone)).scalar_one()
            )
        assert place.published() == before


def test_a_page_never_says_more_than_its_file(app: Flask) -> None:
    place, _ = a_busy_winter(app)
    with on("2027-03-01"):
        text = place.text(f"{HERE}?du=2026-11&au=2026-11")
        assert "1 personne" not in text
