"""The picture of a badge: whole alone, told apart without colour, safe to put in a page."""

from __future__ import annotations

import re
from typing import Any, get_args
from xml.etree import ElementTree

import pytest

from pixlearn.badges.picture import BLUE, SHAPES, SUN, WHITE, badge_svg
from pixlearn.config import ROOT
from pixlearn.content.badges import Badge, Family
from pixlearn.scenes.pictograms import PICTOGRAMS
from pixlearn.web.components import read_sprite

SIGNS = read_sprite(ROOT / "static" / "sprite.svg")
SVG = "{http://www.w3.org/2000/svg}"


def a_badge(**changed: Any) -> Badge:
    written: dict[str, Any] = {
        "id": "bd-com-1",
        "famille": "savoir_faire",
        "nom": "Je lis mes e-mails <ici>",
        "description": "Sait lire ses e-mails.",
        "critere": {"competence": "COM.1", "statut": "acquis", "preuve_directe": 2},
        "message": "Vous savez lire vos e-mails.",
        "image": {"pictogramme": "email", "alt": "Une enveloppe & un timbre."},
        "points": 2,
    }
    return Badge.model_validate(written | changed)


def drawn(badge: Badge, **asked: Any) -> str:
    return badge_svg(badge, SIGNS[PICTOGRAMS[badge.picture.pictogram]], **asked)


@pytest.mark.parametrize("sign", sorted(PICTOGRAMS))
def test_a_file_is_whole_light_and_asks_for_nothing(sign: str) -> None:
    badge = a_badge(points=3, image={"pictogramme": sign, "alt": "Un dessin."})
    for family in get_args(Family):
        file = drawn(badge.model_copy(update={"family": family}), standalone=True)
        assert len(file.encode()) < 4_000
        root = ElementTree.fromstring(file)  # noqa: S314 - drawn just before
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            *("svg", "title", "desc", "g", "path", "circle", "rect", "line", "polyline", "polygon"),
            "ellipse",
        }
        assert not re.search(r"\s(\w*:?href|src|style|on\w+)=|url\(", file)


def test_a_file_says_its_name_and_what_it_shows() -> None:
    root = ElementTree.fromstring(drawn(a_badge(), standalone=True))  # noqa: S314 - as above
    words = {element.get("id"): element.text for element in root if element.get("id")}
    assert words == {
        "title": "Je lis mes e-mails <ici>",
        "desc": "Une enveloppe & un timbre. 2 points.",
    }
    assert root.get("aria-labelledby") == "title desc"


def test_in_a_page_the_name_beside_it_speaks_unless_the_picture_must() -> None:
    assert 'aria-hidden="true"' in drawn(a_badge())
    spoken = drawn(a_badge(points=1), alternative=True, size="large")
    assert 'role="img"><title>Une enveloppe &amp; un timbre. 1 point.</title>' in spoken
    assert "aria-hidden" not in spoken
    assert " id=" not in spoken, "ids would stand twice in a page of many badges"


def test_the_number_of_dots_is_drawn() -> None:
    for points in (1, 2, 3):
        last = drawn(a_badge(points=points)).rpartition(f'<g fill="{SUN}">')[2]
        assert last.count("<circle") == points


def test_families_have_shapes_of_their_own() -> None:
    assert set(SHAPES) == set(get_args(Family))
    assert len(set(SHAPES.values())) == len(SHAPES)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("line", [SUN, WHITE])
def test_lines_stand_out_from_the_body_without_colour(line: str) -> None:
    assert (luminance(line) + 0.05) / (luminance(BLUE) + 0.05) >= 7
