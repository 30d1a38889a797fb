"""The figures of the structure's closed months, on a page or in a file (decision 26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext

from pixlearn.content.current import catalogue
from pixlearn.db import now, transaction
from pixlearn.figures.closing import close_month, month_due
from pixlearn.figures.statistics import (
    DOMAINS,
    ClosedMonth,
    added_up,
    beginning_of,
    closed_months,
    end_of,
    month_of,
)
from pixlearn.structures.settings import House
from pixlearn.structures.store import structure
from pixlearn.web.charts import Chart
from pixlearn.web.htmx import render
from pixlearn.web.i18n import day
from pixlearn.web.login import visitor
from pixlearn.web.professional import ask_second_factor, own_structure
from pixlearn.web.referent import bp
from pixlearn.web.referent.figures import charts_of
from pixlearn.web.spreadsheets import CSV, KINDS, ODS, Sheet, as_csv, as_ods, to_keep


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which months the figures are asked: closed ones, the first and the last of them.

    ``closed``: all that are closed, the latest first.
    """

    house: House
    closed: Sequence[ClosedMonth]
    since: str
    until: str

    @property
    def rows(self) -> list[ClosedMonth]:
        """The closed months from one to the other."""
        first, last = self.since or "0", self.until or "9"
        return [one for one in self.closed if first <= one.month <= last]

    def address(self) -> dict[str, str]:
        """The parts that say something."""
        parts = {"du": self.since, "au": self.until}
        return {name: value for name, value in parts.items() if value}

    def months(self) -> list[tuple[str, str]]:
        """The closed months, the latest first, each with its name."""
        return [(one.month, month_words(one.month, self.house.zone)) for one in self.closed]

    def until_when(self) -> str:
        """The day at which the figures stop."""
        last = max((one.month for one in self.rows), default=self.closed[0].month)
        return day_words(end_of(last, self.house.zone) - timedelta(seconds=1), self.house.zone)


@bp.get("/statistiques")
def statistics() -> ResponseReturnValue:
    """The distributions, each drawn and told; before the first month is closed, when they come."""
    asked = _asked()
    due = _due(asked)
    here = asked.house
    if not asked.closed:
        first = end_of(month_of(now(), here.zone), here.zone)
        return render(
            "referent/statistics_coming.html",
            due=month_words(due, here.zone) if due else None,
            first=day_words(first, here.zone),
        )
    latest = asked.closed[0].month
    return render(
        "referent/statistics.html",
        charts=charts_of(added_up(asked.rows), catalogue()),
        asked=asked,
        months=asked.months(),
        presets=[
            (month_words(latest, here.zone), {"du": latest}),
            (gettext("The last 3 months"), {"du": asked.closed[:3][-1].month}),
            (gettext("Since January"), {"du": f"{latest[:4]}-01"}),
            (gettext("Everything"), {}),
        ],
        due=month_words(due, here.zone) if due else None,
        kinds=(CSV, ODS),
        caveat=_caveat(),
    )


@bp.post("/statistiques")
def close_statistics() -> ResponseReturnValue:
    """Close the month that is over, when the daily command has not done it."""
    with transaction():
        close_month(visitor(), catalogue(), now())
    return redirect(url_for(".statistics"), 303)


@bp.get("/statistiques/fichier/<kind>")
def statistics_file(kind: str) -> ResponseReturnValue:
    """The same figures for a spreadsheet, with where, when and of how many people."""
    if kind not in KINDS:
        abort(404)
    door = ask_second_factor()
    if door is not None:
        return door
    asked = _asked()
    charts = charts_of(added_up(asked.rows), catalogue()) if asked.closed else []
    name = "-".join(["statistiques", *asked.address().values()])
    if kind == CSV:
        return to_keep(_as_one_table(asked, charts), kind, name)
    about = Sheet(gettext("To know"), (gettext("What"), gettext("Value")), _about(asked))
    return to_keep(as_ods([about, *(chart.sheet() for chart in charts)]), kind, name)


def month_words(month: str, zone: ZoneInfo) -> str:
    """A month by its name, « novembre 2026 »."""
    return str(format_date(beginning_of(month, zone).astimezone(zone).date(), "LLLL y"))


def day_words(moment: datetime, zone: ZoneInfo) -> str:
    """The day that a moment falls on there."""
    return day(moment.astimezone(zone).date())


def _asked() -> Asked:
    """The months that the address asks; what no list offers is left out."""
    here = structure(own_structure()).as_house()
    closed = closed_months(here.id)
    known = {one.month for one in closed}
    since, until = (request.args.get(name, "") for name in ("du", "au"))
    if since not in known:  # « since January », when the first month that is closed is later
        since = min((one for one in known if since and one > since), default="")
    return Asked(here, closed, since, until if until in known else "")


def _due(asked: Asked) -> str | None:
    """The month that is over and waits to be closed, unless the structure is younger."""
    created = structure(asked.house.id).created_at
    due = month_due(asked.house, asked.closed, now())
    return due if due and created < end_of(due, asked.house.zone) else None


def _period(asked: Asked) -> tuple[str, str]:
    """The first and the last month that the figures count, as « 2026-11 »."""
    found = [one.month for one in asked.rows]
    return (min(found), max(found)) if found else (asked.since, asked.until)


def _as_one_table(asked: Asked, charts: Sequence[Chart]) -> bytes:
    """A line a figure, with all that one must know to read it alone."""
    since, until = _period(asked)
    stops = asked.until_when() if asked.closed else ""
    heads = (
        *(gettext("Structure"), gettext("First month"), gettext("Last month")),
        *(gettext("Closed on"), gettext("Table"), gettext("Line"), gettext("Value")),
        *(gettext("Unit"), gettext("People in the table")),
    )
    rows = [
        (
            *(asked.house.name, since, until, stops, chart.title, bar.label, bar.figure),
            *(_unit(chart), "" if chart.people is None else chart.people),
        )
        for chart in charts
        for bar in chart.bars
    ]
    return as_csv(heads, [*rows, _line_to_know(asked, since, until, stops)])


def _unit(chart: Chart) -> str:
    """What a value of this table is."""
    words = gettext("mean, in percent") if chart.id == DOMAINS else gettext("number of people")
    return str(words)


def _line_to_know(asked: Asked, since: str, until: str, stops: str) -> tuple[str, ...]:
    about = f"{_caveat()} {rule_words()}"
    return (asked.house.name, since, until, stops, gettext("To know"), about, "", "", "")


def _about(asked: Asked) -> list[tuple[str, str]]:
    since, until = _period(asked)
    people = added_up(asked.rows).people_counted()
    return [
        (gettext("Structure"), asked.house.name),
        (gettext("First month"), since),
        (gettext("Last month"), until),
        (gettext("Closed on"), asked.until_when() if asked.closed else ""),
        (gettext("Filter"), gettext("none but the months")),
        (gettext("People who have a level"), f"{people}"),
        (gettext("To know"), _caveat()),
        (gettext("Protection"), rule_words()),
    ]


def _caveat() -> str:
    return str(
        gettext(
            "To read with care: these figures count too few of the people in great difficulty."
            " Many tests are done at a distance, and people in great difficulty are often spared."
        )
    )


def rule_words() -> str:
    """The protection, in two sentences."""
    return str(
        gettext(
            "Each figure counts 5 people or more. What concerns fewer waits, and is counted with"
            " the months that follow: a month may count people who came before it."
        )
    )
