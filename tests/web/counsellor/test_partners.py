"""Partners: the référent looks after them and imports a file; counsellors find them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID
from xml.etree.ElementTree import Element

import pytest
import time_machine
from sqlalchemy import select
from werkzeug.test import TestResponse

from pixlearn.config import ROOT
from pixlearn.db import db, transaction
from pixlearn.orientation.partner_import import read_places
from pixlearn.orientation.partner_schema import ACCESS, DAILY, READING
from pixlearn.orientation.partners import (
    add_partner,
    import_places,
)
from pixlearn.orientation.store import Partner, PartnerDraft
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import signed_in
from tests.web.parsed_page import ParsedPage
from tests.web.statements import counted_statements

pytestmark = pytest.mark.both

LIST, FILE = "/referent/partenaires", "/referent/partenaires/importer"
CHECK = f"{FILE}/verification"


@pytest.fixture
def referent(place: Place) -> Browser:
    """The référent of the first structure, signed in."""
    return signed_in(place.app, staff=place.referent)


@pytest.fixture
def val(place: Place) -> UUID:
    """A place of the first structure, added by hand."""
    with place.app.app_context(), transaction():
        columns = {"name": "Espace du Val", "commune": "Vert-Bois", "services": [DAILY]}
        return add_partner(place.structure, columns).id


def many(count: int, **more: str) -> bytes:
    """A file of the national schema with so many places."""
    out = io.StringIO()
    cells = {"code_postal": "51100", "services": DAILY, "date_maj": "2026-01-05", **more}
    writer = csv.DictWriter(out, ["id", "nom", "commune", *cells])
    writer.writeheader()
    for number in range(count):
        writer.writerow({"id": f"v-{number}", "nom": f"Lieu {number}", "commune": "Val", **cells})
    return out.getvalue().encode()


def sends(browser: Browser, content: bytes) -> TestResponse:
    """Send a file as a browser does, its body made here: the test client leaves files open."""
    page = browser.page(FILE)
    fields = {one.get("name"): one.get("value", "") for one in page.main_form().iter("input")}
    token = str(fields["csrf_token"]).encode()
    head = b'--limit\r\nContent-Disposition: form-data; name="'
    body = b"".join(
        (
            *(head, b'csrf_token"\r\n\r\n', token, b"\r\n"),
            *(head, b'fichier"; filename="lieux.csv"\r\n\r\n', content, b"\r\n--limit--\r\n"),
        )
    )
    return browser.post(FILE, data=body, content_type="multipart/form-data; boundary=limit")


def imported(browser: Browser, content: bytes) -> ParsedPage:
    """The list, after a file was read and imported."""
    return browser.go_on(browser.send(browser.go_on(sends(browser, content)), "Importer"))


def said_by(page: ParsedPage) -> str:
    """The words of the page, with ordinary spaces."""
    text = page.main_text.replace("\N{NO-BREAK SPACE}", " ")
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ")


def partners_of(place: Place) -> Sequence[Partner]:
    with place.app.app_context():
        query = select(Partner).where(Partner.structure_id == place.structure)
        return list(db.session.execute(query.order_by(Partner.name)).scalars())


@pytest.fixture(autouse=True)
def one_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 5, 4, 9, tzinfo=UTC)):
        yield


def test_a_file_changes_nothing_before_it_is_agreed_to(place: Place, referent: Browser) -> None:
    page = referent.go_on(sends(referent, many(3)))
    assert "3 nouveaux lieux" in said_by(page)
    assert partners_of(place) == []


def test_500_places_are_imported_once(place: Place, referent: Browser) -> None:
    page = imported(referent, many(500))
    assert "500 lieux ajoutés, 0 changé" in said_by(page)
    before = {one.id: one.checked_on for one in partners_of(place)}
    assert len(before) == 500
    page = referent.go_on(sends(referent, many(500)))
    assert "0 nouveau lieu" in said_by(page)
    assert "500 lieux déjà pareils" in said_by(page)
    assert {one.id: one.checked_on for one in partners_of(place)} == before


def test_a_place_that_changed_in_the_file_changes(place: Place, referent: Browser) -> None:
    imported(referent, many(1))
    page = imported(referent, many(1, telephone="+33180059880"))
    assert "0 lieu ajouté, 1 changé" in said_by(page)
    assert partners_of(place)[0].phone == "0180059880"


def test_an_empty_cell_changes_nothing(place: Place, referent: Browser) -> None:
    imported(referent, many(1, telephone="+33180059880"))
    page = referent.go_on(sends(referent, many(1, telephone="")))
    assert "Il n'y a rien à importer" in said_by(page)


def test_what_was_checked_after_the_file_stays(place: Place, referent: Browser) -> None:
    imported(referent, many(1))
    referent.go_on(referent.send(referent.page(LIST), "Vérifié", form=acts(referent.page(LIST))))
    page = referent.go_on(sends(referent, many(1, telephone="+33180059880")))
    assert "1 lieu vérifié par vous après ce fichier" in said_by(page)
    assert "Il n'y a rien à importer" in said_by(page)


def test_faults_are_said_by_line_and_the_rest_can_be_imported(
    place: Place, referent: Browser
) -> None:
    sample = (ROOT / "tests/samples/partenaires.csv").read_bytes()
    page = referent.go_on(sends(referent, sample))
    assert "2 lieux laissés de côté" in said_by(page)
    assert "Ligne 3" in said_by(page)
    assert "« Soudure »" in said_by(page)
    page = referent.go_on(referent.send(page, "Importer"))
    assert "4 lieux ajoutés" in said_by(page)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Choisissez-en un autre"),
        (b"prenom,nom\nA,B", "Il manque des colonnes : commune"),
        (b"[1,", "ne se lit pas"),
        (b"x" * 2_000_001, "trop gros"),
        (many(5001), "trop de lieux"),
    ],
    ids=["empty", "columns", "broken", "big", "many"],
)
def test_a_file_of_something_else_is_refused(
    place: Place, referent: Browser, content: bytes, words: str
) -> None:
    response = sends(referent, content)
    assert response.status_code == 422
    assert words in said_by(page_of(response))


def test_a_file_far_too_big_is_not_even_read(referent: Browser) -> None:
    assert sends(referent, b"x" * 3_000_000).status_code == 413


def test_the_second_press_on_import_changes_nothing(place: Place, referent: Browser) -> None:
    page = referent.go_on(sends(referent, many(2)))
    referent.send(page, "Importer")
    referent.go_on(referent.send(page, "Importer"))
    assert len(partners_of(place)) == 2


def test_a_file_read_after_this_one_is_not_imported_in_its_place(
    place: Place, referent: Browser
) -> None:
    page = referent.go_on(sends(referent, many(2)))
    referent.go_on(sends(referent, many(5)))
    shown = referent.go_on(referent.send(page, "Importer"))
    assert "5 nouveaux lieux" in shown.main_text
    assert partners_of(place) == []


def test_a_file_can_be_forgotten(place: Place, referent: Browser) -> None:
    page = referent.go_on(sends(referent, many(2)))
    referent.go_on(referent.send(page, "Oublier"))
    assert referent.get(CHECK).location == FILE
    with place.app.app_context():
        assert db.session.execute(select(PartnerDraft.id)).all() == []


def test_a_file_is_forgotten_after_a_day(place: Place, referent: Browser) -> None:
    sends(referent, many(2))
    with time_machine.travel(datetime(2026, 5, 5, 10, tzinfo=UTC)):
        assert signed_in(place.app, staff=place.referent).get(CHECK).location == FILE


def test_another_structure_sees_neither_file_nor_places(
    place: Place, referent: Browser, stranger: Browser
) -> None:
    imported(referent, many(2))
    assert "n'a pas encore de partenaire" in stranger.page("/conseiller/partenaires").main_text


def acts(page: ParsedPage) -> Element:
    """The form whose buttons act on each place."""
    return next(
        form for form in page.root.iter("form") if any(one.tag == "table" for one in form.iter())
    )


def test_a_place_that_is_gone_can_come_back_in_one_touch(
    place: Place, referent: Browser, val: UUID
) -> None:
    page = referent.page(LIST)
    page = referent.go_on(referent.send(page, "N'existe plus", form=acts(page)))
    assert partners_of(place)[0].gone
    undo = next(
        form
        for form in page.root.iter("form")
        if any(one.get("name") == "rouvert" for one in form.iter("button"))
    )
    referent.go_on(referent.send(page, "Annuler", form=undo))
    assert not partners_of(place)[0].gone


def test_archived_places_are_listed_apart(place: Place, referent: Browser, val: UUID) -> None:
    page = referent.page(f"{LIST}/{val}")
    archive = list(page.root.iter("form"))[-1]
    referent.go_on(referent.send(page, "Archiver", form=archive))
    assert "Espace du Val" not in referent.page(f"{LIST}?commune=Vert").main_text
    assert "Espace du Val" in referent.page(f"{LIST}?etat=archives").main_text


def test_a_place_is_added_by_hand_once(place: Place, referent: Browser) -> None:
    page = referent.page(f"{LIST}/nouveau")
    written = {"nom": "Le Fab", "commune": "Val", "telephone": "01 80 05 98 80"}
    referent.go_on(referent.send(page, **written))
    referent.go_on(referent.send(page, **written))
    [made] = partners_of(place)
    assert (made.name, made.phone, str(made.checked_on)) == ("Le Fab", "0180059880", "2026-05-04")


def test_a_place_already_listed_is_not_added_again(referent: Browser, val: UUID) -> None:
    with time_machine.travel(datetime(2026, 5, 4, 9, 5, tzinfo=UTC)):
        page = referent.page(f"{LIST}/nouveau")
        response = referent.send(page, nom="espace du val", commune="VERT-BOIS")
    assert response.status_code == 422
    assert "déjà dans votre liste" in page_of(response).main_text


def test_what_is_wrong_in_the_form_is_said_and_kept(referent: Browser) -> None:
    page = referent.page(f"{LIST}/nouveau")
    response = referent.send(page, nom="Le Fab", code_postal="12", site_web="javascript:x")
    shown = page_of(response)
    assert response.status_code == 422
    for words in ("Écrivez la commune", "5 chiffres", "adresse de site"):
        assert words in shown.main_text
    assert 'value="Le Fab"' in shown.html


def test_changing_a_place_notes_that_it_was_checked(place: Place, val: UUID) -> None:
    with time_machine.travel(datetime(2026, 6, 1, 9, tzinfo=UTC)):
        referent = signed_in(place.app, staff=place.referent)
        page = referent.page(f"{LIST}/{val}")
        referent.go_on(referent.send(page, services=[ACCESS], horaires="Lundi matin"))
    [one] = partners_of(place)
    assert (one.services, one.hours, str(one.checked_on)) == (
        [ACCESS],
        "Lundi matin",
        "2026-06-01",
    )


def test_places_are_found_by_town_service_public_and_welcome(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        for number, columns in enumerate(
            (
                {"commune": "Val", "services": [DAILY], "public": ["Jeunes"]},
                {"commune": "Val", "services": [ACCESS], "care": [READING]},
                {"commune": "Béthune", "postcode": "62400", "services": [DAILY, ACCESS]},
            )
        ):
            add_partner(place.structure, {"name": f"Lieu {number}", **columns})
    for asked, names in (
        ("commune=val", "01"),
        ("commune=bethune", "2"),
        ("commune=624", "2"),
        (f"service={DAILY}", "02"),
        ("public=Seniors", "12"),
        (f"accueil={READING}", "1"),
        ("prescription=partenaire:acces_materiel", "12"),
        ("q=lieu+1", "1"),
        ("service=inconnu", "012"),
    ):
        text = counsellor.page(f"/conseiller/partenaires?{asked}").main_text
        assert "".join(one for one in "012" if f"Lieu {one}" in text) == names, asked


def test_a_counsellor_reads_how_to_reach_a_place(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        content = many(1, telephone="+33180059880", horaires="Mo-Fr 09:00-12:00; Sa 14:00-17:30")
        import_places(place.structure, read_places(content).places)
    page = counsellor.page("/conseiller/partenaires")
    assert 'href="tel:0180059880"' in page.html
    assert "01 80 05 98 80" in said_by(page)
    text = said_by(page)
    assert "Lundi à vendredi : 9 h – 12 h" in text
    assert "Samedi : 14 h – 17 h 30" in text


def test_a_formula_from_a_file_is_shown_as_text(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        add_partner(place.structure, {"name": "=1+1<script>", "commune": "Val"})
    assert "=1+1<script>" in counsellor.page("/conseiller/partenaires").main_text


def test_a_long_list_takes_a_fixed_number_of_statements(place: Place, referent: Browser) -> None:
    with place.app.app_context(), transaction():
        import_places(place.structure, read_places(many(300)).places)
        engine = db.engine
    with counted_statements(engine) as statements:
        page = referent.page(LIST)
    assert "Page 1 sur 6" in said_by(page)
    assert len(statements) <= 8
