"""Opening hours in words: « Lundi à vendredi : 9 h – 12 h »."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import get_locale, gettext

from pixlearn.orientation.hours import SCHOOL, Line, is_coded, read_hours


def hours_in_words(text: str) -> list[str]:
    """A line for each group of days; what cannot be read is never shown as codes."""
    if not is_coded(text):
        return [text.strip('"')]
    hours = read_hours(text)
    said = [_line(line) for line in hours.lines]
    if hours.otherwise:
        words = gettext("Otherwise: %(words)s", words=hours.otherwise)
        said.append(str(words) if said else _begun(hours.otherwise))
    if hours.more:
        words = gettext("Other hours: ask the place.") if said else gettext("Ask the place.")
        said.append(str(words))
    return said


def _line(line: Line) -> str:
    when = ", ".join(part for part in (_months(line), _days(line)) if part)
    times = ", ".join(map(_span, line.spans)) or ("" if line.comment else str(gettext("closed")))
    told = f"{times} ({line.comment})" if times and line.comment else times or line.comment
    return f"{_begun(when)} : {told}"


def _days(line: Line) -> str:
    if line.special:
        words = gettext("school holidays") if line.special == SCHOOL else gettext("public holidays")
        return str(words)
    if line.nth:
        places = " ".join(_place(place) for place in line.nth)
        return str(gettext("%(place)s %(day)s of the month", place=places, day=_day(line.days[0])))
    if len(line.days) == 7:
        return str(gettext("every day"))
    return ", ".join(_run(run) for run in _runs(line.days))


def _runs(days: Sequence[int]) -> list[list[int]]:
    """Days that follow one another, together."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _run(run: Sequence[int]) -> str:
    if len(run) == 1:
        return _day(run[0])
    if len(run) == 2:
        return f"{_day(run[0])}, {_day(run[1])}"
    return str(gettext("%(first)s to %(last)s", first=_day(run[0]), last=_day(run[-1])))


def _months(line: Line) -> str:
    names = get_locale().months["format"]["wide"]
    said = []
    for first, last in line.months:
        begin, end = names[first + 1], names[last + 1]
        if first == last:
            said.append(str(gettext("in %(month)s", month=begin)))
        else:
            said.append(str(gettext("from %(first)s to %(last)s", first=begin, last=end)))
    return ", ".join(said)


def _place(place: int) -> str:
    words = {
        1: gettext("first"),
        2: gettext("second"),
        3: gettext("third"),
        4: gettext("fourth"),
        5: gettext("fifth"),
        -1: gettext("last"),
    }
    return str(words.get(place, place))


def _day(day: int) -> str:
    return str(get_locale().days["format"]["wide"][day])


def _span(span: tuple[str, str]) -> str:
    first, last = span
    if span == ("00:00", "24:00"):
        return str(gettext("day and night"))
    if not last:
        return str(gettext("from %(hour)s on", hour=_hour(first)))
    return f"{_hour(first)} – {_hour(last)}"


def _hour(text: str) -> str:
    hours, minutes = text.split(":")
    if str(get_locale()) != "fr":
        return text
    return f"{int(hours) % 24 or int(hours)} h" + ("" if minutes == "00" else f" {minutes}")


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
