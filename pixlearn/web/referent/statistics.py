"""The figures of the structure: no name, no small group, on a page or in a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext

from pixlearn.content.current import catalogue
from pixlearn.db import now
from pixlearn.orientation.rules import State
from pixlearn.progression.statistics import (
    DONE,
    LEVELS,
    NOT_DONE,
    TOO_FEW,
    UNDER_WAY,
    Asked,
    Figures,
    figures_of,
)
from pixlearn.structures.store import structure, workshops_of
from pixlearn.web.charts import Bar, Chart, people_bars, people_words, percent_bars
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.professional import ask_second_factor, own_structure
from pixlearn.web.referent import bp
from pixlearn.web.spreadsheets import CSV, KINDS, ODS, Sheet, spreadsheet

MONTHS = 24
"""How far back the lists of months go. Whole months: two periods a day apart would tell of one
person by what differs."""


@dataclass(frozen=True, slots=True)
class Period:
    """What the address asks: from which month to which, as « 2027-05 »; and which workshop."""

    since: str
    until: str
    workshop: str

    def address(self) -> dict[str, str]:
        """The parts that say something."""
        parts = {"du": self.since, "au": self.until, "atelier": self.workshop}
        return {name: value for name, value in parts.items() if value}


@bp.get("/statistiques")
def statistics() -> ResponseReturnValue:
    """The distributions, each drawn and told, for a period and a workshop."""
    period, zone = _asked()
    figures = _figures(period, zone)
    months = _months(zone)
    this_month = months[0][0]
    return render(
        "referent/statistics.html",
        charts=_charts(figures),
        empty=figures.empty,
        period=period,
        months=months,
        workshops=[(str(one.id), one.title) for one in workshops_of(own_structure())],
        presets=[
            (gettext("This month"), {"du": this_month, "au": this_month}),
            (gettext("The last 3 months"), {"du": months[2][0]}),
            (gettext("This year"), {"du": f"{this_month[:4]}-01"}),
            (gettext("Everything"), {}),
        ],
        caveat=_caveat(),
        kinds=(CSV, ODS),
    )


@bp.get("/statistiques/fichier/<kind>")
def statistics_file(kind: str) -> ResponseReturnValue:
    """The same figures, with the same ones hidden, for a spreadsheet."""
    if kind not in KINDS:
        abort(404)
    door = ask_second_factor()
    if door is not None:
        return door
    sheets = [chart.sheet() for chart in _charts(_figures(*_asked()))]
    about = Sheet(gettext("To know"), (_caveat(),), [(_hiding(),)])
    return spreadsheet(kind, "statistiques", [*sheets, about])


def _asked() -> tuple[Period, ZoneInfo]:
    """The period that the address asks; what no list offers is left out."""
    here = structure(own_structure())
    zone = ZoneInfo(here.time_zone)
    months = dict(_months(zone))
    workshops = {str(one.id) for one in workshops_of(here.id)}
    asked = {name: request.args.get(name, "") for name in ("du", "au", "atelier")}
    return (
        Period(
            since=asked["du"] if asked["du"] in months else "",
            until=asked["au"] if asked["au"] in months else "",
            workshop=asked["atelier"] if asked["atelier"] in workshops else "",
        ),
        zone,
    )


def _figures(period: Period, zone: ZoneInfo) -> Figures:
    asked = Asked(
        since=_beginning(period.since, zone) if period.since else None,
        before=_beginning(_after(period.until), zone) if period.until else None,
        workshop=UUID(period.workshop) if period.workshop else None,
    )
    return figures_of(visitor(), asked, catalogue())


def _months(zone: ZoneInfo) -> list[tuple[str, str]]:
    """The last months, this one first, each with its name."""
    today = now().astimezone(zone)
    last = today.year * 12 + today.month - 1
    days = [datetime(n // 12, n % 12 + 1, 1, tzinfo=zone) for n in range(last, last - MONTHS, -1)]
    return [(f"{day:%Y-%m}", str(format_date(day.date(), "LLLL y"))) for day in days]


def _beginning(month: str, zone: ZoneInfo) -> datetime:
    year, number = month.split("-")
    return datetime(int(year), int(number), 1, tzinfo=zone)


def _after(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def _charts(figures: Figures) -> list[Chart]:
    """Those that have something to say, in the order of the questions that people ask."""
    people = gettext("People")
    charts = [_stands(figures)]
    if figures.domains:
        title = gettext("What people can do, by domain")
        heads = (gettext("Domain"), gettext("Mean share"))
        about = gettext("For people who have a level, the share of each domain that they can do.")
        charts.append(Chart("domaines", title, heads, percent_bars(figures.domains), about))
    if figures.skills:
        title = gettext("What people need most")
        about = gettext("The next thing to learn in each subject, for the most people first.")
        heads = (gettext("To learn"), people)
        charts.append(Chart("besoins", title, heads, _needs(figures), about))
    if figures.lessons:
        title, heads = gettext("Lessons finished"), (gettext("Lesson"), people)
        bars = people_bars(figures.lessons, content=True)
        charts.append(Chart("lecons", title, heads, bars))
    if figures.badges:
        title, heads = gettext("Badges earned"), (gettext("Badge"), people)
        bars = people_bars(figures.badges, content=True)
        charts.append(Chart("badges", title, heads, bars, gettext("Only those that people show.")))
    charts += _proposals(figures)
    charts += _faces(figures)
    return [chart for chart in charts if chart.bars]


def _stands(figures: Figures) -> Chart:
    words = {
        LEVELS[0]: gettext("Level 1: I am discovering"),
        LEVELS[1]: gettext("Level 2: I get by"),
        LEVELS[2]: gettext("Level 3: I manage on my own"),
        TOO_FEW: gettext("Finished, too few answers for a level"),
        UNDER_WAY: gettext("Starting point under way"),
    }
    about = ""
    total = figures.stands.total
    if total:
        about = gettext("%(people)s began a starting point.", people=people_words(total))
        if figures.finished is not None:
            share = round(100 * figures.finished / total)
            about += " " + gettext(
                "%(people)s finished it: %(share)s%%.",
                people=people_words(figures.finished),
                share=share,
            )
    lines = [(words[kind], found) for kind, found in figures.stands.parts.items()] if total else []
    return Chart(
        id="niveaux",
        title=gettext("Where people stand"),
        heads=(gettext("Level"), gettext("People")),
        bars=people_bars(lines, hidden=_hidden()),
        about=about,
    )


def _needs(figures: Figures) -> tuple[Bar, ...]:
    bars = people_bars([(one.text, one.people) for one in figures.skills], content=True)
    everybody = str(gettext("nearly everybody"))
    return tuple(
        Bar(bar.label, everybody, everybody, 100, content=True) if bar.share is None else bar
        for bar in bars
    )


def _proposals(figures: Figures) -> list[Chart]:
    charts = []
    total = figures.proposals.total
    if total:
        words = {
            DONE: gettext("Agreed and done"),
            NOT_DONE: gettext("Agreed, not done"),
            State.AGREED: gettext("Agreed, outcome not known"),
            State.LATER: gettext("Later"),
            State.TO_TALK: gettext("To talk about"),
            State.NO_THANKS: gettext("No thank you"),
            State.PROPOSED: gettext("No answer yet"),
        }
        parts = figures.proposals.parts
        about = gettext(
            "The latest proposal made to each of %(people)s. The outcome is asked 30 days later.",
            people=people_words(total),
        )
        done, not_done = parts[DONE], parts[NOT_DONE]
        if done is not None and not_done is not None:
            share = round(100 * done / (done + not_done))
            about += " " + gettext("Where the outcome is known, %(share)s%% is done.", share=share)
        charts.append(
            Chart(
                id="propositions",
                title=gettext("What came of the proposals"),
                heads=(gettext("Outcome"), gettext("People")),
                bars=people_bars([(words[k], parts[k]) for k in words], hidden=_hidden()),
                about=about,
            )
        )
    if figures.missing:
        charts.append(
            Chart(
                id="manques",
                title=gettext("What is missing nearby"),
                heads=(gettext("Proposal"), gettext("People")),
                bars=people_bars(figures.missing),
                about=gettext("Proposed, and no offer was found."),
            )
        )
    return charts


def _faces(figures: Figures) -> list[Chart]:
    total = figures.faces.total
    if not total:
        return []
    words = {3: gettext("Well"), 2: gettext("So-so"), 1: gettext("Not well")}
    lines = [(words[face], figures.faces.parts[face]) for face in words]
    return [
        Chart(
            id="avis",
            title=gettext("How the starting point went"),
            heads=(gettext("Face chosen"), gettext("People")),
            bars=people_bars(lines, hidden=_hidden()),
            about=gettext("%(people)s answered at the end.", people=people_words(total)),
        )
    ]


def _hidden() -> str:
    return str(gettext("hidden"))


def _hiding() -> str:
    return str(
        gettext(
            "Figures under 5 are hidden, and others with them: nobody can be found by subtraction."
        )
    )


def _caveat() -> str:
    return str(
        gettext(
            "To read with care: these figures count too few of the people in great difficulty."
            " Many tests are done at a distance, and people in great difficulty are often spared."
        )
    )
