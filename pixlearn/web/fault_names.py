"""The links of a summary of faults name their fields: « Votre prénom : écrivez votre réponse. »

The summary stands above the form, so the names are put into it once the page is whole, from the
labels themselves: no form has to say them twice. A form of a single field needs no name of it. See
templates/components/faults.html.
"""

from __future__ import annotations

import re

_LINK = re.compile(r'(<a href="#champ-([^"]+)" data-named>)(.*?)(</a>)', re.DOTALL)
_FIELDSET = re.compile(r"<fieldset[^>]*>|</fieldset>")
_LEGEND = re.compile(r"\s*<legend[^>]*>(.*?)</legend>", re.DOTALL)
_FIELD = re.compile(r'<(?:input(?![^>]* type="hidden")|select|textarea)[^>]* name="([^"]+)"')
_SPACES = re.compile(r"[ \t\n]+")  # others are of French type, and stay
_BESIDE = re.compile(r'<span class="(?:optional|visually-hidden)">.*?</span>|<[^>]+>', re.DOTALL)


def name_faults(html: str) -> str:
    """Put the label of its field before the words of each marked link."""
    return _LINK.sub(lambda link: _named(html, link), html) if " data-named>" in html else html


def _named(html: str, link: re.Match[str]) -> str:
    opening, field, words, closing = link.groups()
    name = "" if _alone(html, field) else _name_of(html, field).rstrip(" \u00a0:?.")
    told = f"{name}\u00a0: {_within(words)}" if name and name not in words else words
    return f"{opening.replace(' data-named', '')}{told}{closing}"


def _alone(html: str, field: str) -> bool:
    """Whether its form asks nothing else."""
    at = html.find(f'id="champ-{field}"')
    form = html[html.rfind("<form", 0, max(at, 0)) : html.find("</form>", at)] if at >= 0 else ""
    return form.startswith("<form") and len(set(_FIELD.findall(form))) == 1


def _name_of(html: str, field: str) -> str:
    """The legend of a date or of choices, else the label."""
    at = html.find(f'id="champ-{field}"')
    group = _open_fieldset(html[:at]) if at >= 0 else None
    label = re.search(rf'<label for="champ-{re.escape(field)}"[^>]*>(.*?)</label>', html, re.DOTALL)
    legend = _LEGEND.match(html, group.end()) if group else None
    of_date = group is not None and "date" in group.group()
    return _text(legend if legend and (of_date or not label) else label)


def _open_fieldset(before: str) -> re.Match[str] | None:
    still_open: list[re.Match[str]] = []
    for tag in _FIELDSET.finditer(before):
        if tag.group().startswith("</"):
            still_open.pop()
        else:
            still_open.append(tag)
    return still_open[-1] if still_open else None


def _text(found: re.Match[str] | None) -> str:
    return _SPACES.sub(" ", _BESIDE.sub("", found.group(1))).strip() if found else ""


def _within(words: str) -> str:
    """Words that go on a sentence: « Écrivez » becomes « écrivez », « SMS » stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
