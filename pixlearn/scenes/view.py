"""What a template receives of a scene, and the words that stand for its picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pixlearn.scenes.keyboard import PICTOGRAMS, rows_of_keys
from pixlearn.scenes.schema import Line, Scene, Zone
from pixlearn.scenes.words import words_in


@dataclass(frozen=True, slots=True)
class LineView:
    """A line on the screen; `side` is "moi", "autre" or None."""

    text: str
    side: str | None


@dataclass(frozen=True, slots=True)
class ZoneView:
    """A thing to press; `ring` is its number when it is ringed in a still.

    `pressed`: the one zone of a still that is a real button, the way on.
    """

    id: str
    word: str
    detail: str | None
    pictogram: str | None
    tag: str | None
    state: str | None
    ring: int | None
    pressed: bool = False


# What a phone of 360 × 640 leaves for a still, from its title to the foot of its ringed zone, under
# a sentence of three rows; what else is drawn there, near enough (CSS pixels, letters a row).
ROOM, SENTENCE_ROW, SENTENCE_LETTERS, SENTENCE_ROWS = 290, 32, 19, 3
BACK, ADDRESS, FACE = 60, 45, 85  # above the buttons: the way back, an address or words, a face
ZONE, MORE, LETTERS = 68, 26, 24  # a button with its gap, each further row of words
LINE, LINE_LETTERS = 28, 30
ICONS = 2  # a row, as high as almost two buttons


@dataclass(frozen=True, slots=True)
class KeyView:
    """A key of a keyboard: its word, the pictogram drawn instead, its zone if it has one."""

    word: str
    pictogram: str | None
    zone: ZoneView | None


@dataclass(frozen=True, slots=True)
class SceneView:
    """A screen to draw: `live` when its zones are pressed, else a still with its alternative.

    `scrolled`: its top is out of sight, as `scrolled_to_press` does.
    """

    kind: str
    title: str
    address: str | None
    lines: tuple[LineView, ...]
    zones: tuple[ZoneView, ...]
    live: bool
    alternative: str
    keyboard: tuple[tuple[KeyView, ...], ...] = ()
    scrolled: bool = False

    @property
    def pressed(self) -> bool:
        """Whether a zone of this still is a real button."""
        return any(zone.pressed for zone in self.zones)


def show_scene(
    scene: Scene,
    *,
    live: bool = False,
    rings: Sequence[str] = (),
    first: int = 1,
    pressed: str | None = None,
) -> SceneView:
    """The scene as drawn; `rings` are ids of the zones to ring, numbered in that order.

    `pressed` is the id of the one zone of a still that is a real button.
    """
    numbers = {zone_id: number for number, zone_id in enumerate(rings, start=first)}
    zones = tuple(
        _show_zone(zone, numbers.get(zone.id), pressed=zone.id == pressed) for zone in scene.zones
    )
    return SceneView(
        kind=scene.kind,
        title=scene.title,
        address=scene.address,
        lines=tuple(LineView(line.text, line.side) for line in scene.lines),
        zones=zones,
        live=live,
        alternative=alternative(scene, numbers),
        keyboard=keyboard_of(zones) if scene.kind == "clavier" else (),
    )


def scrolled_to_press(view: SceneView, sentence: str) -> SceneView:
    """The still as it stands under this sentence, its pressed zone in sight.

    When the screen is too long for that, it is scrolled: lines, then buttons, leave at the top;
    what the sentence also shows stays.
    """
    at = next((place for place, zone in enumerate(view.zones) if zone.pressed), None)
    back = view.zones[:1] if view.zones[:1] and view.zones[0].id == "retour" else ()
    if at is None or view.keyboard or at < len(back):
        return view
    room = ROOM - SENTENCE_ROW * (_rows(sentence, SENTENCE_LETTERS) - SENTENCE_ROWS)
    room -= (
        BACK * len(back)
        + ADDRESS * bool(view.address or view.lines)
        + FACE * (view.kind == "visio")
    )
    room -= MORE * (_rows(view.title, SENTENCE_LETTERS) - 1)
    a_row = ICONS if view.kind == "telephone" else 1
    room += BACK * (a_row - 1)
    lines, above = list(view.lines), list(view.zones[len(back) : at])
    while (lines or above) and _tall(lines, [*above, view.zones[at]]) > room:
        if lines:
            lines.pop(0)
        elif any(zone.ring for zone in above[:a_row]):
            break
        else:
            del above[:a_row]
    if len(lines) == len(view.lines) and len(above) == at - len(back):
        return view
    zones = (*back, *above, *view.zones[at:])
    return replace(view, lines=tuple(lines), zones=zones, scrolled=True)


def _tall(lines: Sequence[LineView], zones: Sequence[ZoneView]) -> int:
    rows = sum(_rows(line.text, LINE_LETTERS) for line in lines)
    return LINE * rows + sum(map(_height, zones))


def _height(zone: ZoneView) -> int:
    rows = _rows(zone.word, LETTERS) + (_rows(zone.detail, LETTERS) if zone.detail else 0)
    return ZONE + MORE * (rows - 1 + bool(zone.tag) + bool(zone.state))


def _rows(text: str, letters: int) -> int:
    return -(-len(text) // letters)


def alternative(scene: Scene, numbers: Mapping[str, int]) -> str:
    """Everything written on the screen, in reading order, ringed zones told by their number."""
    words = words_in(scene.language)
    sentences = [scene.title]
    if scene.address:
        sentences.append(f"{words.address}{words.colon}{scene.address}")
    sentences += [_spoken_line(line) for line in scene.lines]
    plain = [_spoken_zone(zone) for zone in scene.zones if zone.id not in numbers]
    if plain:
        sentences.append(f"{words.buttons}{words.colon}{' ; '.join(plain)}")
    ringed = sorted(
        ((numbers[zone.id], zone) for zone in scene.zones if zone.id in numbers),
        key=lambda pair: pair[0],
    )
    sentences += [
        f"{words.ringed.format(number=number)}{words.colon}{_spoken_zone(zone)}"
        for number, zone in ringed
    ]
    return " ".join(_closed(sentence) for sentence in sentences)


def keyboard_of(zones: Sequence[ZoneView]) -> tuple[tuple[KeyView, ...], ...]:
    """The rows of the keyboard that has these zones."""
    by_word = {zone.word: zone for zone in zones}
    return tuple(
        tuple(KeyView(word, PICTOGRAMS.get(word), by_word.get(word)) for word in row)
        for row in rows_of_keys(list(by_word))
    )


def _show_zone(zone: Zone, ring: int | None, *, pressed: bool) -> ZoneView:
    return ZoneView(
        id=zone.id,
        word=zone.word,
        detail=zone.detail,
        pictogram=zone.pictogram,
        tag=zone.tag,
        state=zone.state,
        ring=ring,
        pressed=pressed,
    )


def _spoken_line(line: Line) -> str:
    words = words_in(line.language)
    return f"{words.me}{words.colon}{line.text}" if line.side == "moi" else line.text


def _spoken_zone(zone: Zone) -> str:
    return ", ".join(part for part in (zone.word, zone.detail, zone.tag, zone.state) if part)


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…", ". »")) else f"{sentence}."
