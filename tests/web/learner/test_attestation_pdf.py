"""The paper as a PDF: tagged, titled, in its language, on two sheets at most, made by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import outloud
import pdfua
import pymupdf
import pytest
from flask import Flask, render_template

from pixlearn.badges.attestation import (
    MOST_SKILLS,
    Attested,
    AttestedBadge,
    AttestedLesson,
    AttestedSkill,
    AttestedTrack,
)
from pixlearn.badges.papers import make_paper, row_id
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.web import pdf
from pixlearn.web.learner.attestation import STYLESHEET
from pixlearn.web.qr import qr_svg
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.people import a_learner, signed_in

LONG_DAY = date(2026, 9, 30)


def everything() -> Attested:
    """The longest paper that can be: each part in full, all seen for real."""
    content = catalogue()
    by_length = sorted(
        ((domain.title, skill) for domain in content.framework.domains for skill in domain.skills),
        key=lambda one: -len(one[1].text),
    )[:MOST_SKILLS]
    order = [skill.id for skill in content.framework.skills]
    return Attested(
        name="Marie-Emmanuelle de la Rochefoucauld-Montmorency-Duplessis",
        made_on=LONG_DAY,
        skills=tuple(
            AttestedSkill(
                id=skill.id,
                domain=title,
                text=skill.text,
                short=skill.short,
                shown_on=LONG_DAY,
                seen_for_real_on=LONG_DAY,
            )
            for title, skill in sorted(by_length, key=lambda one: order.index(one[1].id))
        ),
        badges=tuple(
            AttestedBadge(
                id=badge.id,
                name=badge.name,
                earned_on=LONG_DAY,
                together=True,
                seen_for_real_on=LONG_DAY,
            )
            for badge in content.badges.values()
        ),
        tracks=tuple(
            AttestedTrack(
                title=track.text.title,
                lessons=tuple(
                    AttestedLesson(
                        title=lesson.text.title, minutes=lesson.text.minutes, finished_on=LONG_DAY
                    )
                    for lesson in track.lessons
                ),
                whole=True,
            )
            for track in content.teaching.tracks.values()
        ),
        next_step=by_length[0][1].text,
        structure="Mission locale du Val de Loire et de ses environs",
        percent=64,
    )


def a_few() -> Attested:
    return everything().model_copy(
        update={
            "name": "",
            "skills": everything().skills[:3],
            "badges": (),
            "tracks": (),
            "structure": None,
            "percent": None,
        }
    )


def made(app: Flask, said: Attested) -> bytes:
    with app.test_request_context("/"):
        html = render_template(
            "learner/attestation_pdf.html",
            said=said,
            code="7K2MD9QXRT",
            title="Passeport numérique de Sonia",
            site="pixlearn.example/verifier",
            qr=qr_svg("https://pixlearn.example/verifier/7K2MD9QXRT", "Carré à scanner"),
            pictures=catalogue().badges,
        )
    return pdf.pdf_of(html, STYLESHEET)


@pytest.mark.parametrize("paper", [everything, a_few])
def test_two_partial_checkers_find_no_fault(app: Flask, tmp_path: Path, paper: object) -> None:
    assert callable(paper)
    file = tmp_path / "paper.pdf"
    file.write_bytes(made(app, paper()))
    heard = outloud.check(str(file))
    assert (heard.error, heard.errors, heard.warnings) == (None, 0, 0)
    assert pdfua.validate(str(file)).findings == ()


def test_the_longest_paper_takes_two_sheets_and_the_shortest_one(app: Flask) -> None:
    pages = [len(pymupdf.open(stream=made(app, said))) for said in (everything(), a_few())]
    assert pages == [2, 1]


def test_it_has_a_title_a_language_tags_and_our_words(app: Flask) -> None:
    document = pymupdf.open(stream=made(app, a_few()))
    catalog = document.pdf_catalog()
    assert document.metadata["title"] == "Passeport numérique de Sonia"
    assert document.metadata["author"] == "pixlearn"
    assert document.xref_get_key(catalog, "Lang") == ("string", "fr")
    assert document.xref_get_key(catalog, "StructTreeRoot")[0] == "xref"
    words = " ".join(document[0].get_text().split())
    assert "Ce n'est pas un diplôme ni une certification." in words
    assert "7K2MD 9QXRT" in words


def test_the_address_gives_the_owners_paper(app: Flask) -> None:
    with app.app_context(), transaction():
        learner = a_learner("Sonia")
        code = make_paper(learner, row_id(learner, learner), a_few()).code
    response = signed_in(app, learner=learner).get(f"/attestation/{code}.pdf")
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    assert "attachment" in response.headers["Content-Disposition"]


def test_a_paper_fetches_nothing(app: Flask) -> None:
    with pytest.raises(pdf.NoPdf):
        pdf.pdf_of('<html lang="fr"><img alt="" src="file:///etc/hostname"></html>', STYLESHEET)


def test_without_the_libraries_the_page_says_how_to_print(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context(), transaction():
        learner = a_learner("Sonia")
        code = make_paper(learner, row_id(learner, learner), a_few()).code
    monkeypatch.setattr(pdf, "LIBRARIES", ("no-such-library",))
    pdf.pdf_available.cache_clear()
    try:
        browser: Browser = signed_in(app, learner=learner)
        assert "PDF" not in browser.page(f"/attestation/{code}").main_text
        response = browser.get(f"/attestation/{code}.pdf")
        assert response.status_code == 503
        assert "imprimer" in page_of(response).main_text
    finally:
        pdf.pdf_available.cache_clear()
