"""The figures in words: a chart for each table that has something to say."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from pixlearn.content.catalogue import Catalogue
from pixlearn.content.diagnostic import Diagnostic
from pixlearn.figures.statistics import (
    BADGES,
    DOMAINS,
    DONE,
    ENDS,
    FACES,
    LESSONS,
    MISSING,
    NEEDS,
    NOT_DONE,
    NOT_TO_THE_END,
    PEOPLE,
    PROPOSALS,
    TO_THE_END,
    Figures,
    level_cells,
    stands_table,
)
from pixlearn.orientation.rules import State
from pixlearn.web.charts import Chart, people_bars, people_words, percent_bars

MOST_LINES = 10
"""Of the tables that rank skills, lessons or places."""


def charts_of(figures: Figures, catalogue: Catalogue) -> list[Chart]:
    """Those that have something to say, in the order of the questions that people ask."""
    charts = [
        *(_stands(figures, one) for one in catalogue.diagnostics.values()),
        _domains(figures, catalogue),
        _needs(figures, catalogue),
        _ends(figures),
        _lessons(figures, catalogue),
        _badges(figures, catalogue),
        _proposals(figures),
        _missing(figures),
        _faces(figures),
    ]
    return [chart for chart in charts if chart.bars]


def _stands(figures: Figures, diagnostic: Diagnostic) -> Chart:
    words = {
        cell: str(gettext("Level %(number)s: %(name)s", number=number, name=level.name))
        for number, (cell, level) in enumerate(
            zip(level_cells(diagnostic), diagnostic.levels, strict=True), start=1
        )
    }
    table = stands_table(diagnostic)
    people = people_words(figures.people(table))
    if diagnostic.entry:
        title = gettext("The levels")
        about = gettext("%(people)s: the level at the end of the starting point.", people=people)
    else:
        title = gettext("The levels of “%(name)s”", name=diagnostic.public_name)
        about = gettext("%(people)s: the level at the end.", people=people)
    return _parts(figures, table, title, gettext("Level"), words, about)


def _ends(figures: Figures) -> Chart:
    words = {
        TO_THE_END: gettext("Went to the end"),
        NOT_TO_THE_END: gettext("Not to the end"),
    }
    about = gettext("Of those who began a starting point a month before or earlier.")
    title = gettext("To the end of the starting point")
    return _parts(figures, ENDS, title, gettext("Starting point"), words, about)


def _domains(figures: Figures, catalogue: Catalogue) -> Chart:
    means = figures.means()
    lines = [(one.title, means[one.id]) for one in catalogue.framework.domains if one.id in means]
    people = figures.cells(DOMAINS).get(PEOPLE, 0)
    return Chart(
        id=DOMAINS,
        title=gettext("What people can do, by domain"),
        heads=(gettext("Domain"), gettext("Mean share, in percent")),
        bars=percent_bars(lines),
        about=gettext("The mean of %(people)s who have a level.", people=people_words(people)),
        people=people,
    )


def _needs(figures: Figures, catalogue: Catalogue) -> Chart:
    known = {skill.id: skill.text for skill in catalogue.framework.skills}
    about = gettext("The next thing to learn in each subject, for the most people first.")
    return _ranked(
        figures, NEEDS, gettext("What people need most"), gettext("To learn"), known, about
    )


def _lessons(figures: Figures, catalogue: Catalogue) -> Chart:
    titles = {one.id: one.text.title for one in catalogue.teaching.lessons.values()}
    title, head = gettext("Lessons finished"), gettext("Lesson")
    return _ranked(figures, LESSONS, title, head, titles, "")


def _badges(figures: Figures, catalogue: Catalogue) -> Chart:
    names = {badge.id: badge.name for badge in catalogue.badges.values()}
    about = gettext("Only those that people show.")
    title, head = gettext("Badges earned"), gettext("Badge")
    return _ranked(figures, BADGES, title, head, names, about)


def _proposals(figures: Figures) -> Chart:
    words: dict[str, str] = {
        DONE: gettext("Agreed and done"),
        NOT_DONE: gettext("Agreed, not done"),
        State.AGREED: gettext("Agreed, outcome not known"),
        State.LATER: gettext("Later"),
        State.TO_TALK: gettext("To talk about"),
        State.NO_THANKS: gettext("No thank you"),
        State.PROPOSED: gettext("No answer yet"),
    }
    cells = figures.cells(PROPOSALS)
    about = gettext("What was proposed a month before or earlier, the latest to each person.")
    if DONE in cells and NOT_DONE in cells:
        share = round(100 * cells[DONE] / (cells[DONE] + cells[NOT_DONE]))
        about += " " + gettext("Where the outcome is known, %(share)s%% is done.", share=share)
    title = gettext("What came of the proposals")
    return _parts(figures, PROPOSALS, title, gettext("Outcome"), words, about)


def _missing(figures: Figures) -> Chart:
    return Chart(
        id=MISSING,
        title=gettext("What is missing nearby"),
        heads=(gettext("Proposal"), gettext("People")),
        bars=people_bars(figures.ranked(MISSING)[:MOST_LINES]),
        about=gettext("Proposed, and no offer was found."),
    )


def _faces(figures: Figures) -> Chart:
    words = {"3": gettext("Well"), "2": gettext("So-so"), "1": gettext("Not well")}
    title, head = gettext("How the starting point went"), gettext("Face chosen")
    return _parts(figures, FACES, title, head, words, "")


def _parts(
    figures: Figures, table: str, title: str, head: str, words: Mapping[str, str], about: str
) -> Chart:
    """A table in which each person stands once: all its lines, those that wait too."""
    cells = figures.cells(table)
    lines = [(words[kind], cells.get(kind)) for kind in words] if cells else []
    return Chart(
        id=table,
        title=title,
        heads=(head, gettext("People")),
        bars=people_bars(lines, waiting=gettext("waits")),
        about=about,
        people=figures.people(table),
    )


def _ranked(
    figures: Figures, table: str, title: str, head: str, names: Mapping[str, str], about: str
) -> Chart:
    """A table in which a person may stand several times: the lines of the most people."""
    found = [(names[key], people) for key, people in figures.ranked(table) if key in names]
    return Chart(
        id=table,
        title=title,
        heads=(head, gettext("People")),
        bars=people_bars(found[:MOST_LINES], content=True),
        about=about,
    )
