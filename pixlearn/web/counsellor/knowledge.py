"""What a counsellor needs to know: guides, answers, and a first hour step by step."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.first_hour import Step, first_hour_of, note_steps
from pixlearn.content.current import catalogue
from pixlearn.content.help import search
from pixlearn.content.search import meant
from pixlearn.db import transaction
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.htmx import render
from pixlearn.web.long_text import long_text
from pixlearn.web.professional import myself

LONGEST_QUESTION = 80
FEWEST_SECTIONS = 3  # below, a list of them is no help


@bp.get("/aide")
def knowledge() -> ResponseReturnValue:
    """The guides and articles, or those that hold the words asked for."""
    asked = request.args.get("q", "").strip()[:LONGEST_QUESTION]
    articles = list(catalogue().help.values())
    found, instead = search(articles, asked), ""
    if asked and not found:
        instead = meant(asked, (one.words for article in articles for one in article.sentences))
        found = search(articles, instead)
    return render(
        "counsellor/knowledge.html",
        asked=asked,
        instead=instead,
        found=found,
        guides=[article for article in articles if article.head.guide],
        others=[article for article in articles if not article.head.guide],
    )


@bp.get("/aide/<article_slug>")
def article(article_slug: str) -> ResponseReturnValue:
    """One article, its sections, and those before and after it."""
    articles = list(catalogue().help.values())
    place = next((n for n, one in enumerate(articles) if one.slug == article_slug), None)
    if place is None:
        abort(404)
    shown = articles[place]
    text = long_text(shown.text)
    long = len(text.sections) >= FEWEST_SECTIONS and not shown.head.guide
    return render(
        "counsellor/knowledge_article.html",
        article=shown,
        html=text.html,
        sections=text.sections if long else (),
        before=articles[place - 1] if place else None,
        after=articles[place + 1] if place + 1 < len(articles) else None,
    )


@bp.get("/premiere-heure")
def first_hour() -> ResponseReturnValue:
    """Four steps to begin with; what this counsellor has done themselves is marked."""
    return render(
        "counsellor/knowledge_first_hour.html",
        guides=[article for article in catalogue().help.values() if article.head.guide],
        done={one.value for one in first_hour_of(myself()).done},
    )


@bp.post("/premiere-heure")
def note_first_hour() -> ResponseReturnValue:
    """A guide was read; or everything is known already, and the day no longer offers it."""
    with transaction():
        match request.form.get("action"):
            case "lu":
                note_steps(myself(), [Step.GUIDE])
            case "tout":
                note_steps(myself(), Step)
            case _:
                abort(400)
    return redirect(url_for(".first_hour"), 303)
