"""What the source may not hold: ways around `visible`, writes outside a transaction, raw HTML."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from pixlearn.db import Base

ROOT = Path(__file__).resolve().parents[3]
SOURCES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "pixlearn").rglob("*.py"))
}
Function = ast.FunctionDef

# Sign-in look-ups: nobody is the actor yet when a secret is looked up.
SIGN_IN = "pixlearn/accounts/"
# Personal rows reached without `visible`, each for its reason.
WITHOUT_VISIBLE = {
    "pixlearn/privacy/service.py:agree_to_share": "deletes the learner's own former follow-up",
    "pixlearn/privacy/service.py:refuse_to_share": "deletes the learner's own follow-up",
    "pixlearn/privacy/service.py:attach_name": "the seat was found through visible just before",
    "pixlearn/privacy/service.py:name_card": "the card was found among the structure's own",
    "pixlearn/privacy/following.py:follower_on": "asks of rows already visible who follows",
    "pixlearn/privacy/caseload.py:_held": "locks people found through visible, or followed by one",
    "pixlearn/privacy/caseload.py:_pass_on": "handovers of people found just before",
    "pixlearn/privacy/caseload.py:pass_everybody_on": "a référent passes people on, unseen",
    "pixlearn/casework/listing.py:_holds": "asks of rows already visible who holds a card",
    "pixlearn/privacy/store.py:taken_cards_without_name": "cards that the structure printed",
    "pixlearn/privacy/store.py:visible": "the restriction itself",
    "pixlearn/privacy/store.py:counted": "the same restriction for figures of groups",
    "pixlearn/privacy/closing.py:close_structure": "ends the sharing with a structure that closes",
    "pixlearn/figures/closing.py:_latest_attempts": "levels of people `counted` gave",
    "pixlearn/diagnostic/store.py:has_attempt": "part of signing in",
    "pixlearn/mastery/store.py:standing": "looks, for rows already visible, for their successor",
    "pixlearn/progression/store.py:keep_summary": "writes what follows from answers just visible",
    "pixlearn/casework/board.py:stages": "dates only, of seats that were found through visible",
    "pixlearn/badges/papers.py:paper_by_code": "for whoever was given the code of a paper",
    "pixlearn/badges/issued.py:file_by_code": "for whoever was given the code of a badge file",
    "pixlearn/badges/issued.py:withdrawn_codes": "looks for what is no more; codes name nobody",
    "pixlearn/casework/waiting.py:_looks": "when the own team last looked; no name, no page",
    "pixlearn/records/merging.py:forget_what_is_past": "empties what is past; it shows nothing",
    "pixlearn/records/retention.py:long_gone": "a command over everybody; it shows nothing",
    "pixlearn/records/retention.py:erase": "deletes the people whom the two above found",
    "pixlearn/records/retention.py:clear_traces": "deletes by date; it shows nothing",
    "pixlearn/records/retention.py:_ids": "the query of the two above",
    "pixlearn/cli/answers.py:rebuild_command": "a command over everybody; it shows nothing",
    "pixlearn/cli/answers.py:keep_missing_masteries": "part of the upgrade; it shows nothing",
    "pixlearn/cli/answers.py:pseudonymous_answers": "the export for research, without names",
}
# POST views that do something before their transaction, each for its reason.
READS = "reads the form first; what it decides on is loaded inside"
HASHES = "a secret is hashed or compared first: it takes long, and would hold the write lock"
BEFORE_TRANSACTION = {
    "counsellor/cards.py:work_on_cards": "two acts, each with a transaction; hashing takes long",
    "counsellor/cards_people.py:make_people": "hashing takes long; made once inside",
    "account/password.py:change_password": HASHES,
    "account/verify.py:check_verification": HASHES,
    "counsellor/cards_person.py:work_on_card": "several acts, each with a transaction; hashing",
    "counsellor/cards_person.py:make_cards_again": HASHES,
    "counsellor/merging.py:join_files": HASHES,
    "learner/badges.py:keep_new_badge": READS,
    "learner/merging.py:prove_other_card": HASHES,
    "learner/merging.py:join_now": HASHES,
    "learner/card.py:show_card_again": HASHES,
    "learner/pause.py:go_on": READS,
    "learner/card.py:make_card": HASHES,
    "referent/logo.py:keep_logo": "drawing the picture takes long, and would hold the write lock",
    "learner/sharing.py:choose_sharing": READS,
    "learner/start.py:choose_voice": READS,
    "learner/start.py:choose_device": READS,
    "learner/start.py:leave_to_other": "`sign_out` opens it",
    "public/forgotten.py:ask_new_password": READS,
    "public/forgotten.py:choose_new_password": HASHES,
    "public/join.py:join_team": HASHES,
    "public/home.py:start": "somebody who is already here goes on: nothing is written",
    "public/home.py:come_back": "who this phone knows is read; the digits follow on their page",
    "public/home.py:check_come_back_digits": HASHES,
    "public/reading.py:keep_display": READS,
    "public/verify.py:read_paper_code": READS,
    "public/staff.py:check_sign_in": HASHES,
    "public/ways_in.py:read_typed_code": READS,
    "public/staying.py:stay": "the request itself notes the presence: nothing else is written",
    "public/ways_in.py:check_digits": HASHES,
    "public/ways_in.py:enter_by_card": READS,
    "public/ways_in.py:take_seat": READS,
    "public/leaving.py:leave": "`sign_out` opens it; before, whether work would be lost",
}
# Where text may become HTML as it is: drawn by our own code from our own files.
RAW_HTML = {
    "pixlearn/web/components.py": "icons of our sprite; values through Markup.format",
    "pixlearn/web/long_text.py": "articles of our own, cleaned by an allow-list",
    "pixlearn/web/qr.py": "QR codes drawn by the server",
    "pixlearn/web/typesetting.py": "spaces put into words that were markup before",
}


def functions(module: ast.Module) -> Iterator[Function]:
    yield from (node for node in ast.walk(module) if isinstance(node, Function))


def personal_models(app: Flask) -> set[str]:
    """Names of the models with a learner behind each row; `app` has imported them all."""
    mappers = Base.registry.mappers
    return {one.class_.__name__ for one in mappers if "learner_id" in one.all_orm_descriptors}


def name_at_root(node: ast.expr) -> str | None:
    """« Answer » in ``Answer``, ``Answer.id`` or ``aliased(Answer)``."""
    while isinstance(node, ast.Attribute):
        node = node.value
    if isinstance(node, ast.Call) and node.args and called(node) == "aliased":
        return name_at_root(node.args[0])
    return node.id if isinstance(node, ast.Name) else None


def called(node: ast.AST) -> str:
    """The last word of what is called: « commit » in ``db.session.commit()``."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def view_methods(function: Function) -> set[str]:
    """The methods of a view, read from its decorators: ``@bp.post("…")``."""
    return {called(one) for one in function.decorator_list} & {"get", "post", "route"}


def statements(function: Function) -> Iterator[ast.stmt]:
    yield from (node for node in ast.walk(function) if isinstance(node, ast.stmt))


def opens_transaction(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.With) and called(statement.items[0].context_expr) == (
        "transaction"
    )


def test_personal_rows_are_reached_through_visible(app: Flask) -> None:
    personal = personal_models(app)
    assert {"Learner", "Answer", "Step", "Look", "Seat"} <= personal
    found = set()
    for file, module in SOURCES.items():
        for function in functions(module):
            aliases = {
                target.id: name_at_root(node.value)
                for node in ast.walk(function)
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for node in ast.walk(function):
                if called(node) not in {"select", "update", "delete", "exists"}:
                    continue
                assert isinstance(node, ast.Call)
                names = {name_at_root(argument) for argument in node.args}
                names |= {aliases.get(name or "") for name in names}
                if names & personal or (function.name == "visible" and names):
                    found.add(f"{file}:{function.name}")
    outside = {place for place in found if not place.startswith(SIGN_IN)}
    assert outside == set(WITHOUT_VISIBLE)


def test_nobody_takes_a_row_by_its_id_alone() -> None:
    for file, module in SOURCES.items():
        for node in ast.walk(module):
            words = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
            assert not re.search(r"\bdb\.session\.(get|query|get_one)$", words), f"{file}: {words}"
            assert not re.match(r"[A-Z]\w+\.query$", words), f"{file}: {words}"


def test_only_transaction_commits() -> None:
    for file, module in SOURCES.items():
        commits = [node for node in ast.walk(module) if called(node) in {"commit", "begin_nested"}]
        assert not commits or file == "pixlearn/db.py", file


ONLY_REDIRECTS = {"send_former"}  # a form of before, led to its address of today


def test_a_post_view_begins_with_its_transaction() -> None:
    late = set()
    for file, module in SOURCES.items():
        writing = {"sign_out"} | {
            function.name
            for function in functions(module)
            if any(map(opens_transaction, statements(function)))
        }
        for function in functions(module):
            if "post" not in view_methods(function):
                continue
            first = function.body[1:] if ast.get_docstring(function) else function.body
            if not opens_transaction(first[0]):
                if function.name in ONLY_REDIRECTS:
                    continue
                late.add(f"{file.removeprefix('pixlearn/web/')}:{function.name}")
                calls = {called(node) for node in ast.walk(function)}
                assert {function.name, *calls} & writing, f"{file}:{function.name}"
    assert late == set(BEFORE_TRANSACTION)


# An address that opens nothing counts as a wrong code: else codes could be tried there for ever.
COUNTS_A_WRONG_CODE = {"workshop_door"}
SIGNS_IN_BY_GET = {"from_provider"}  # the provider sends people back by an address (decision 15)


def test_a_get_view_opens_no_transaction() -> None:
    """It reads, renders and leaves; `looked` then notes who was seen (docs/decisions/0037)."""
    for file, module in SOURCES.items():
        for function in functions(module):
            if "get" not in view_methods(function) or function.name in (
                SIGNS_IN_BY_GET | COUNTS_A_WRONG_CODE
            ):
                continue
            calls = {called(node) for node in ast.walk(function)}
            assert not calls & {"transaction", "record_look"}, f"{file}:{function.name}"


def test_a_look_is_kept_when_the_page_is_ready() -> None:
    """`looked` is the last thing that a view does: what it gives back is what leaves."""
    for file, module in SOURCES.items():
        for function in functions(module):
            returned = [node.value for node in ast.walk(function) if isinstance(node, ast.Return)]
            for node in ast.walk(function):
                assert called(node) != "looked" or node in returned, f"{file}:{function.name}"


def test_views_say_their_method() -> None:
    for file, module in SOURCES.items():
        for function in functions(module):
            assert "route" not in view_methods(function), f"{file}:{function.name}: get or post"


def test_text_becomes_html_in_reviewed_files_only() -> None:
    raw = {
        file
        for file, module in SOURCES.items()
        for node in ast.walk(module)
        if called(node) in {"Markup", "render_template_string", "from_string"}
    }
    assert raw <= set(RAW_HTML)
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", text), template.name


def test_only_one_file_names_the_headers_of_htmx() -> None:
    for file in SOURCES:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert file == "pixlearn/web/htmx.py" or not re.search(r"[\"']HX-", text, re.I), file
