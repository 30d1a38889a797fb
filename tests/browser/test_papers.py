"""What is printed fits its A4 sheets: the heaviest lessons, through the browser's own printing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pixlearn.activities import show_item
from pixlearn.content.lessons import Lesson
from tests.browser.printing import pages_printed, sheets_printed
from tests.browser.professional_ways import in_the_workshop, on_screen
from tests.browser.visitor import Visitor
from tests.browser.ways import then
from tests.real_content import real_catalogue

CATALOGUE = real_catalogue()
TRACKS = CATALOGUE.teaching.tracks.values()
ADDRESS = {
    lesson.id: f"/parcours/{track.text.slug}/{lesson.text.slug}"
    for track in TRACKS
    for lesson in track.lessons
}
SAMPLE = 4


def drawn(scene: str) -> int:
    """How much stands on a screen, in lines."""
    shown = CATALOGUE.scenes[scene]
    zones = sum(1 + bool(zone.detail) + bool(zone.state) for zone in shown.zones)
    return 2 + len(shown.lines) + zones


def of_steps(lesson: Lesson) -> int:
    """How much there is to draw and explain in the tutorial."""
    pictures = sum(drawn(step.scene) for step in lesson.text.steps if step.scene)
    return pictures + 2 * len(lesson.text.words)


def of_exercises(lesson: Lesson) -> int:
    """How much there is to draw in the activity and the checks."""
    items = (lesson.activity, *lesson.checks)
    screens = [name for item in items for name, _ in item.right_way(CATALOGUE.scenes)]
    lines = sum(len(show_item(item, CATALOGUE.scenes).fields) for item in items)
    return sum(map(drawn, screens)) + 5 * lines


def of_guide(lesson: Lesson) -> int:
    """How much there is to say to who leads the lesson."""
    guide, items = lesson.text.guide, (lesson.activity, *lesson.checks)
    told = [*guide.mistakes, *guide.to_bring, *(item.prompt for item in items)]
    return sum(map(len, told)) + sum(len(step.text) for step in lesson.text.steps)


def heaviest(*weights: Callable[[Lesson], int]) -> list[str]:
    """The ids of the lessons that weigh most, by each of these weights."""
    lessons = CATALOGUE.teaching.lessons.values()
    chosen = [lesson.id for weight in weights for lesson in sorted(lessons, key=weight)[-SAMPLE:]]
    return list(dict.fromkeys(chosen))


@pytest.fixture
def dark(visitor: Visitor) -> Visitor:
    """Somebody whose phone shows everything in the dark: paper stays white."""
    visitor.see("dark")
    return visitor


def test_a_sheet_to_keep_is_one_page(dark: Visitor) -> None:
    dark.enter_as_learner("Sonia")
    for lesson in heaviest(of_steps):
        assert pages_printed(dark, f"{ADDRESS[lesson]}/fiche") == 1, lesson


def test_a_sheet_to_lead_is_one_page(dark: Visitor) -> None:
    dark.enter_as_counsellor()
    for lesson in heaviest(of_guide):
        assert pages_printed(dark, f"/conseiller/lecons/{lesson}") == 1, lesson


def test_a_lesson_on_paper_is_two_pages(dark: Visitor) -> None:
    dark.enter_as_counsellor()
    for lesson in heaviest(of_steps, of_exercises):
        assert pages_printed(dark, f"/conseiller/lecons/{lesson}/papier") == 2, lesson


PRINT = "/conseiller/cartes/imprimer"
# As many letters as a first name may have, which break lines in the worst places.
TWO_MILLIMETRES = 7.5
LONG_NAME = "Marie-Christine Anne-Charlotte-Élisabeth"


def create(visitor: Visitor, count: int) -> None:
    """A counsellor creates people with the longest first names; their cards show."""
    visitor.enter_as_counsellor()
    visitor.go("/conseiller/cartes/personnes")
    names = [LONG_NAME if number % 3 else f"Jo {number}" for number in range(count)]
    visitor.find("main textarea").send_keys("\n".join(names))
    visitor.press_way_on()
    visitor.press_way_on()


def spilt(visitor: Visitor) -> list[str]:
    """The cards whose words do not stand inside them, on paper."""
    visitor.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    found: list[str] = visitor.driver.execute_script(
        """return [...document.querySelectorAll('.paper-card')].filter((card) => {
            const box = card.getBoundingClientRect();
            return [...card.querySelectorAll('*')].some((one) => {
                const inner = one.getBoundingClientRect();
                return inner.bottom > box.bottom + 1 || inner.right > box.right + 1;
            });
        }).map((card) => card.innerText);"""
    )
    visitor.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    return found


def test_nameless_cards_stand_8_a_page(dark: Visitor) -> None:
    dark.enter_as_counsellor()
    for count in (8, 16, 24):
        dark.go("/conseiller/cartes")
        dark.choose(f"main [name=nombre][value='{count}']")
        dark.press_way_on()
        assert sheets_printed(dark) == count // 8


def test_named_cards_stand_8_or_2_a_page_and_nothing_spills(dark: Visitor) -> None:
    create(dark, 9)
    dark.hold(680, 962)  # what A4 leaves between its margins
    for size, sheets in (("", 2), ("?taille=grandes", 5)):
        assert pages_printed(dark, PRINT + size) == sheets
        assert spilt(dark) == []


def test_no_code_comes_near_the_cut_whatever_the_name_and_address(dark: Visitor) -> None:
    dark.enter_as_counsellor()
    dark.go("/conseiller/cartes/personnes")
    dark.find("main textarea").send_keys(f"Jean-Baptiste\n{LONG_NAME}\nJo")
    dark.press_way_on()
    dark.press_way_on()
    dark.hold(680, 962)
    for size in ("", "?taille=grandes"):
        dark.go(PRINT + size)
        dark.driver.execute_script(
            "document.querySelectorAll('.paper-site').forEach((one) => one.append(arguments[0]))",
            " apprendre.mission-locale-des-hauts-plateaux-du-haut-doubs.example",
        )
        assert spilt(dark) == []
        dark.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        gaps = dark.driver.execute_script(
            """return [...document.querySelectorAll('.paper-card')].flatMap((card) =>
                [...card.querySelectorAll('.paper-code strong, .paper-site')].map((one) =>
                    card.getBoundingClientRect().bottom - one.getBoundingClientRect().bottom));"""
        )
        dark.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        assert min(gaps) > TWO_MILLIMETRES


@pytest.mark.parametrize("height", [720, 900])
def test_the_wall_is_seen_whole_with_a_large_square(visitor: Visitor, height: int) -> None:
    visitor.hold(1280, height)
    on_screen(visitor)
    tall, square, lines = visitor.driver.execute_script(
        """const code = document.querySelector('.wall .code');
        return [document.documentElement.scrollHeight,
            document.querySelector('.wall-qr').getBoundingClientRect().width,
            code.getBoundingClientRect().height / parseFloat(getComputedStyle(code).lineHeight)];"""
    )
    assert tall <= height
    assert square >= 0.75 * height or square >= 0.47 * 1280
    assert round(lines) == 1


def test_the_presence_sheet_repeats_its_heading(dark: Visitor) -> None:
    then(in_the_workshop, 'main a[href$="/presence"]')(dark)
    assert sheets_printed(dark) == 1
    dark.driver.execute_script(
        """const body = document.querySelector('.presence tbody'), line = body.rows[0];
        while (body.rows.length < 30) body.append(line.cloneNode(true));"""
    )
    assert sheets_printed(dark) == 2
    head = "return getComputedStyle(document.querySelector('.presence thead')).display"
    assert dark.driver.execute_script(head) == "table-header-group"


def test_the_slip_of_digits_is_one_page(dark: Visitor) -> None:
    create(dark, 1)
    dark.go("/conseiller/cartes")
    dark.send("main .rows a[href*='/cartes/']")
    dark.send("main form:has([value=chiffres]) button")
    assert sheets_printed(dark) == 1
