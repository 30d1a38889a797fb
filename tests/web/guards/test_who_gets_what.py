"""All routes, asked by everybody, plain and by htmx: rights, disclosures, writes."""

from __future__ import annotations

import pytest
from flask import Flask

from pixlearn.db import db
from pixlearn.web.login import NO_VISIT
from tests.web.guards.asking import address_of, ask, is_post, listened, routes
from tests.web.guards.expected import (
    BEHIND_A_GUARD,
    BY_HTMX,
    EXPECTED,
    GUARDED,
    LOOKED_AT,
    PUBLIC,
)
from tests.web.guards.world import LEARNER, OTHER, PEOPLE, World
from tests.web.guards.written import watched

# Where a page may hold the name of the learner, of the other learner.
MAY_READ = {LEARNER: {"learner", "counsellor"}, OTHER: {"other learner"}}
# The probe of readiness tries a change of no row, and takes it back.
TRIED = {"public.ready": {"UPDATE alembic_version"}}
# The first name of somebody in their workshop, asking for help or just come in.
ROOM = {"counsellor.home": ("counsellor elsewhere", OTHER)}
# What the group may be proud of is made of people's own work, and shows nobody's name.
NAMELESS = {"counsellor.workshop_group"}
# The guides, which « Aide » of référents opens too; they are about nobody.
GUIDES = {"counsellor.knowledge", "counsellor.article"}
PRESENCE = {"UPDATE signed_in", "UPDATE learner"}


def test_every_route_stands_in_the_table(app: Flask) -> None:
    assert set(routes(app)) == set(EXPECTED), "complete tests/web/guards/expected.py"


def test_every_route_has_a_guard_or_is_on_the_short_list(app: Flask) -> None:
    for endpoint in routes(app):
        blueprint = endpoint.partition(".")[0]
        assert endpoint in (BEHIND_A_GUARD if blueprint in GUARDED else PUBLIC)
    for blueprint in GUARDED:
        assert app.before_request_funcs[blueprint], f"{blueprint} lets everybody in"


def test_the_table_keeps_each_role_to_its_own_pages() -> None:
    for endpoint, (anonymous, *statuses) in BEHIND_A_GUARD.items():
        assert anonymous == 303, endpoint
        inside = {"learner": (0, 1), "counsellor": (2, 3), "referent": (4, 5)}
        inside["account"] = inside["practice"] = (2, 3, 4, 5)
        for place, status in enumerate(statuses):
            reads = endpoint in GUIDES and place in inside["referent"]
            if place not in inside[endpoint.partition(".")[0]] and not reads:
                assert status == 404, f"{endpoint}: {PEOPLE[place + 1]}"


@pytest.mark.parametrize("endpoint", EXPECTED)
def test_everybody_gets_what_the_table_says(world: World, endpoint: str) -> None:
    for person, status in zip(PEOPLE, EXPECTED[endpoint], strict=True):
        with listened(world.app) as told:
            gets(world, endpoint, person, status)
        by_htmx = BY_HTMX[endpoint][PEOPLE.index(person)]
        if any(request.of_htmx for request in told):
            gets(world, endpoint, person, by_htmx, htmx=True)
        else:  # whoever does not look whether htmx asks cannot answer it otherwise
            assert by_htmx == status, person


def test_whoever_looks_whether_htmx_asks_is_seen(world: World) -> None:
    rule = routes(world.app)["learner.leave_to_other"]
    for person, looked in (("anonymous", False), ("learner", True)):
        with listened(world.app) as told:
            ask(world.browser(person), world, rule)
        assert any(request.of_htmx for request in told) == looked, person


def gets(world: World, endpoint: str, person: str, status: int, *, htmx: bool = False) -> None:
    """Let this person ask; fail on another status, a name, or a row that nobody should write."""
    rule = routes(world.app)[endpoint]
    with world.app.app_context():
        engine = db.engine
    with watched(engine) as writing:
        response = ask(world.browser(person), world, rule, htmx=htmx)
    who = f"{person}{' by htmx' if htmx else ''}"
    assert response.status_code == status, who
    words = response.get_data().decode(errors="replace")
    for name, readers in MAY_READ.items():
        seated = ROOM.get(endpoint) == (person, name)
        assert name not in words or person in readers or seated, f"{who} reads {name}"
    if status == 404:
        assert "<h1" in words, who
    refused = endpoint in BEHIND_A_GUARD and (person == "anonymous" or status == 404)
    if not is_post(rule) or refused:
        person_shown = LEARNER in words or response.mimetype == "application/pdf"
        person_shown |= endpoint in NAMELESS and status == 200
        looked = endpoint in LOOKED_AT and person_shown
        noted = {"INSERT INTO look"} if looked else TRIED.get(endpoint, set())
        assert writing.tables == noted, who
        assert writing.commits == looked, who  # a page that shows nobody writes nothing
    elif writing.commits:
        world.restore()


@pytest.mark.both  # every page's statements, by everybody
@pytest.mark.parametrize("person", PEOPLE[1:])
def test_reading_notes_the_presence_of_a_person_and_nothing_else(world: World, person: str) -> None:
    with world.app.app_context():
        engine = db.engine
    for endpoint, rule in routes(world.app).items():
        if is_post(rule) or endpoint in NO_VISIT:
            continue
        world.rest(6)
        browser = world.browser(person)
        with watched(engine) as writing:
            browser.get(address_of(world, rule))
        looks = writing.tables - PRESENCE
        assert "UPDATE signed_in" in writing.tables, endpoint
        assert looks in (set(), {"INSERT INTO look"}), endpoint
        assert not looks or endpoint in LOOKED_AT, endpoint
        assert writing.commits <= 1 + (endpoint in LOOKED_AT), endpoint
