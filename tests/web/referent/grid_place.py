"""A structure whose référent changes the reading grid."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from pixlearn.content.grids import Grid
from pixlearn.db import db, transaction
from pixlearn.orientation.grid import DEFAULT, begin_draft, draft_of, grid_of
from pixlearn.privacy.store import FollowUp
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.people import (
    a_learner,
    a_structure,
    signed_in,
    somebody_at_work,
)
from tests.web.parsed_page import ParsedPage

HERE, DRAFT = "/referent/grille", "/referent/grille/brouillon"
LIMITS, NEW_RULE, PUBLISH = f"{DRAFT}/limites", f"{DRAFT}/nouvelle-regle", f"{DRAFT}/publier"


@dataclass(frozen=True)
class Place:
    """A structure, and its référent's browser."""

    app: Flask
    structure: UUID
    staff: Browser

    def begins(self, version: int | None = None) -> ParsedPage:
        """The référent begins a draft of the grid in force, or of a version."""
        page = self.staff.page(HERE if version is None else f"{HERE}/versions/{version}")
        form = page.one("form", action=HERE)
        return self.staff.go_on(self.staff.send(page, form=form))

    def keeps(self, path: str, press: str | None = None, **written: str | list[str]) -> ParsedPage:
        """The référent sends the form of a page, and sees the draft again."""
        return self.staff.go_on(self.staff.send(self.staff.page(path), press, **written))

    def refused(self, path: str, **written: str | list[str]) -> ParsedPage:
        """The référent sends a form that comes back."""
        response: TestResponse = self.staff.send(self.staff.page(path), **written)
        assert response.status_code == 422
        return page_of(response)

    def publishes(self) -> ParsedPage:
        """The référent publishes the draft."""
        return self.keeps(PUBLISH, "Publier")

    def in_force(self) -> Grid:
        """The grid that counsellors read."""
        with self.app.app_context():
            return grid_of(self.structure)

    def draft(self) -> Grid:
        """The draft as it is kept."""
        with self.app.app_context():
            found = draft_of(self.structure)
            assert found is not None
            return found.grid

    def people(self, count: int, project: str | None) -> None:
        """So many people who share, without a starting point, with this project."""
        with self.app.app_context(), transaction():
            for _ in range(count):
                learner = a_learner("Zéphyrine", shares_with=self.structure)
                db.session.query(FollowUp).filter_by(learner_id=learner).one().project = project


def a_place(app: Flask) -> Place:
    """A structure with its référent."""
    with app.app_context(), transaction():
        here = a_structure("Mission locale du Val")
        staff = somebody_at_work(here, "Amadou Ba", counsels=False, refers=True)
    return Place(app, here, signed_in(app, staff=staff))


def with_a_draft(place: Place) -> Place:
    """The same, once a draft was begun."""
    with place.app.app_context(), transaction():
        begin_draft(place.structure, None, DEFAULT)
    return place


def plain(page: ParsedPage) -> str:
    return " ".join(page.main_text.replace("\u202f", " ").replace("\xa0", " ").split())


def token(browser: Browser) -> str:
    field = browser.page(LIMITS).one("input", name_="csrf_token")
    return field.get("value", "")


def draft_id(structure: UUID) -> UUID:
    found = draft_of(structure)
    assert found is not None
    return found.id
