"""A closed month of the demo, invented: the demo's own people are too few to show figures of."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from pixlearn.content.current import catalogue
from pixlearn.db import db, now
from pixlearn.figures.statistics import (
    BADGES,
    DOMAINS,
    DONE,
    ENDS,
    FACES,
    LESSONS,
    NEEDS,
    NOT_DONE,
    NOT_TO_THE_END,
    PEOPLE,
    PROPOSALS,
    STANDS,
    TO_THE_END,
    ClosedMonth,
    level_cells,
    month_before,
)
from pixlearn.structures.days import PARIS

MEANS = (83, 61, 58, 44, 37)
HOW_MANY = (31, 27, 22, 18, 14, 11, 9, 8, 6, 5)


def closed_month(structure_id: UUID) -> None:
    """The month before this one, once."""
    query = select(ClosedMonth.id).where(ClosedMonth.structure_id == structure_id)
    if db.session.execute(query).first() is not None:
        return
    content, people = catalogue(), 62
    domains = zip(content.framework.domains, MEANS, strict=False)
    skills = [one.skills[0].id for one in content.framework.competences]
    figures = {
        STANDS: dict(zip(level_cells(catalogue().entry), (24, 29, 9), strict=True)),
        DOMAINS: {PEOPLE: people, **{one.id: mean * people for one, mean in domains}},
        NEEDS: dict(zip(skills, HOW_MANY, strict=False)),
        ENDS: {TO_THE_END: 66, NOT_TO_THE_END: 7},
        LESSONS: dict(zip(content.teaching.lessons, HOW_MANY, strict=False)),
        BADGES: dict(zip(content.badges, HOW_MANY[3:], strict=False)),
        PROPOSALS: {DONE: 14, NOT_DONE: 6, "accord": 9, "proposee": 8},
        FACES: {"3": 41, "2": 12},
    }
    month = month_before(now(), PARIS)
    db.session.add(ClosedMonth(structure_id=structure_id, month=month, figures=figures))
