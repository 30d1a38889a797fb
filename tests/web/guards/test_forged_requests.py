"""Requests that no form of ours sent: another site's, an old page's, another person's."""

from __future__ import annotations

from uuid import uuid4

import pytest

from pixlearn.db import db
from tests.web.browsing import Browser, page_of
from tests.web.guards.asking import HTMX, address_of, routes, token_of
from tests.web.guards.expected import EXPECTED
from tests.web.guards.world import LEARNER, World
from tests.web.guards.written import watched

POSTS = (
    *("learner.make_attestation", "learner.withdraw_attestation", "public.read_paper_code"),
    "counsellor.see_for_real",
    *("referent.act_on_partner", "referent.add_new_partner", "referent.change_known_partner"),
    *("referent.check_partner_file", "referent.import_checked_partners"),
    *("referent.begin_grid_draft", "referent.change_grid_draft", "referent.keep_grid_limits"),
    *("referent.keep_grid_band", "referent.add_grid_rule", "referent.keep_grid_rule"),
    "referent.publish_grid",
    *("counsellor.act_on_learners", "counsellor.work_on_tags"),
    *("counsellor.follow_the_room", "counsellor.note_first_hour"),
    *("counsellor.keep_situation", "counsellor.hand_learner_over", "counsellor.work_on_notes"),
    *("learner.know_following", "learner.keep_situation", "learner.keep_first_name"),
    *("counsellor.join_files", "counsellor.separate_files"),
    *("learner.prove_other_card", "learner.join_now", "learner.answer_joined_files"),
    *("counsellor.make_proposal", "counsellor.make_proposals", "counsellor.follow_proposal"),
    *("learner.answer_proposal", "learner.say_outcome"),
    *("learner.begin_lesson", "learner.do_lesson_place", "learner.say_confidence"),
    *("counsellor.make_workshop", "counsellor.keep_workshop", "counsellor.keep_next_date"),
    "learner.take_break",
    *("counsellor.lead_workshop", "counsellor.open_new_workshop", "counsellor.work_on_cards"),
    *("counsellor.check_new_people", "counsellor.make_people"),
    *("counsellor.work_on_card", "counsellor.make_cards_again"),
    *(
        "learner.answer_item",
        "learner.begin_together",
        "learner.call_help",
        "learner.choose_device",
    ),
    *("learner.choose_device", "learner.choose_sharing", "learner.choose_voice"),
    *("learner.choose_when_hard", "learner.do_gesture", "learner.do_try", "learner.go_on"),
    *(
        "learner.leave_to_other",
        "learner.make_card",
        "learner.show_card_again",
        "learner.report_problem",
    ),
    *("learner.begin", "learner.send_former"),
    *("learner.stop_now", "public.start", "public.take_seat"),
    *("public.check_come_back_digits", "public.check_digits", "public.check_sign_in"),
    *("public.come_back", "public.enter_by_card", "public.keep_display", "public.leave"),
    *("public.read_typed_code", "public.stay"),
    *("referent.make_invitation", "referent.work_on_invitation", "referent.change_member"),
    "referent.link_identity",
    *("referent.make_password_link", "public.join_team", "account.change_password"),
    *("public.ask_new_password", "public.choose_new_password"),
    *("account.leave_way_in", "account.confirm_application", "account.add_passkey"),
    *("account.renew_recovery_codes", "account.check_verification", "public.check_second_step"),
    *("learner.say_how_it_went", "referent.keep_presentation", "practice.begin", "practice.end"),
    *("referent.keep_workshop_settings", "referent.keep_data_settings", "referent.keep_logo"),
    *("referent.close_statistics", "referent.handle_problem", "referent.close"),
    *("learner.choose_badges", "learner.keep_new_badge"),
    *("learner.make_credential", "learner.withdraw_credential"),
    *("learner.choose_week_review", "learner.do_week_review_item"),
)
FROM_ELSEWHERE = (
    {"Origin": "https://elsewhere.example"},
    {"Origin": "https://localhost.elsewhere.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
)
WRITTEN = {"prenom": "Zoé & <b>", "mot": "bonjour\nà vous", "code": "ABCD 1234"}
SECRET = {"password": "a-password-typed", "digits": "9876"}


def insider(endpoint: str) -> str:
    return "counsellor" if endpoint.startswith("counsellor") else "learner"


def test_every_post_is_tried(world: World) -> None:
    posts = {name for name, rule in routes(world.app).items() if "POST" in (rule.methods or ())}
    assert posts == set(POSTS)
    assert posts <= set(EXPECTED)


@pytest.mark.parametrize("endpoint", POSTS)
def test_a_form_with_another_token_comes_back_as_it_was(world: World, endpoint: str) -> None:
    address = address_of(world, routes(world.app)[endpoint])
    with world.app.app_context():
        engine = db.engine
    foreign = token_of(world.browser("other learner"))
    browser = world.looking(insider(endpoint))
    for token in ({}, {"csrf_token": ""}, {"csrf_token": foreign}, {"csrf_token": "é\0" * 9}):
        with watched(engine) as writing:
            response = browser.post(address, data={**WRITTEN, **SECRET, **token}, headers=HTMX)
        assert response.status_code == 400
        assert writing.tables == set()
        page = page_of(response)
        kept = {field.get("name"): field.get("value") for field in page.main_form().iter("input")}
        assert page.main_form().get("action") == address
        assert kept.pop("csrf_token") != foreign
        assert kept == WRITTEN


@pytest.mark.parametrize("endpoint", POSTS)
def test_another_site_sends_nothing(world: World, endpoint: str) -> None:
    address = address_of(world, routes(world.app)[endpoint])
    with world.app.app_context():
        engine = db.engine
    browser = world.browser(insider(endpoint))
    token = token_of(browser)
    for headers in FROM_ELSEWHERE:
        with watched(engine) as writing:
            response = browser.post(address, data={"csrf_token": token}, headers=headers)
        assert response.status_code == 403, headers
        assert writing.tables == set(), headers


def test_our_own_forms_pass(world: World) -> None:
    for headers in ({"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}):
        browser = world.browser("learner")
        data = {"csrf_token": token_of(browser), "voix": "oui"}
        assert browser.post("/ecouter", data=data, headers=headers).status_code == 303


def test_what_was_kept_is_sent_with_one_tap(world: World) -> None:
    browser = world.looking("learner")
    stale = browser.post("/ma-carte", data={"prenom": "Zoé & fils"})
    response = browser.send(page_of(stale))
    assert response.status_code == 303
    assert "Zoé & fils" in page_of(browser.get("/ma-carte")).html.replace("&amp;", "&")


def written_by(browser: Browser, world: World, address: str, **fields: str) -> tuple[int, set[str]]:
    """The status of a POST with a good token, and the tables it wrote in."""
    token = token_of(browser)
    with world.app.app_context():
        engine = db.engine
    with watched(engine) as writing:
        response = browser.post(address, data={"csrf_token": token, **fields})
    assert LEARNER not in response.get_data(as_text=True)
    return response.status_code, writing.tables


@pytest.mark.parametrize("action", ["nommer", "aider", "nouveau_code", "fermer"])
def test_a_counsellor_cannot_act_in_a_workshop_elsewhere(world: World, action: str) -> None:
    fields = {"action": action, "learner_id": str(world.other), f"prenom-{world.other}": "Max"}
    for person, workshop in (
        ("counsellor", world.workshop_elsewhere),
        ("counsellor elsewhere", world.workshop),
    ):
        address = f"/conseiller/ateliers/{workshop}"
        assert written_by(world.looking(person), world, address, **fields) == (404, set())


@pytest.mark.parametrize("action", ["nommer", "aider"])
def test_a_counsellor_cannot_reach_somebody_from_their_own_workshop(
    world: World, action: str
) -> None:
    address = f"/conseiller/ateliers/{world.workshop}"
    for learner in (world.other, uuid4()):
        fields = {"action": action, "learner_id": str(learner), f"prenom-{learner}": "Max"}
        browser = world.looking("counsellor")
        assert written_by(browser, world, address, **fields) == (404, set())


def test_an_answer_under_another_persons_submission_is_refused(world: World) -> None:
    steps = world.rows["step"]
    theirs = [step for step in steps if step["learner_id"] == world.learner]
    open_step = next(
        step for step in steps if step["learner_id"] == world.other and not step["answered_at"]
    )
    browser = world.looking("other learner")
    address = f"/diagnostic/point-de-depart/{open_step['number']}"
    for step in theirs:
        for name in ("submission_id", "change_id"):
            fields = {"submission_id": str(step[name]), "action": "ne_sait_pas"}
            assert written_by(browser, world, address, **fields) == (409, set())


def test_a_phone_opens_only_the_people_it_knows(world: World) -> None:
    visitor = world.looking("anonymous")
    for fields in ({"personne": str(world.learner)}, {"personne": "nobody"}, {}):
        status, written = written_by(visitor, world, "/retour", **fields)
        assert status in (303, 404)
        assert written == set()
    address = f"/retour/{world.learner}"
    assert written_by(visitor, world, address, digits="0000") == (404, set())
    assert visitor.get("/progression").status_code == 303


def test_role_owner_and_score_never_come_from_a_form(world: World) -> None:
    forged = {
        "learner_id": str(world.learner),
        "structure_id": str(world.structure),
        "outcome": "1",
        "role": "referent",
        "is_referent": "1",
        "level": "5",
        "voix": "oui",
        "prenom": "Max",
    }
    before = world.now_in_base()
    browser = world.looking("other learner")
    for address in ("/ecouter", "/ma-carte", "/partage", "/aide/appeler", "/appareil"):
        written_by(browser, world, address, **forged)
    after = world.now_in_base()

    def of_the_learner(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        return [row for row in rows if world.learner in (row.get("learner_id"), row["id"])]

    for table, rows in before.items():
        assert of_the_learner(after[table]) == of_the_learner(rows), table
    assert after["staff"] == before["staff"]
    assert after["answer"] == before["answer"]
