"""The ways a page is looked at: screen, theme, text; and what is measured in each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from selenium.webdriver import Chrome

from tests.browser.axe import faults_of_axe, faults_of_colours
from tests.browser.geometry import (
    DOUBLE_TEXT,
    TEXT_SPACING,
    faults_of_focus,
    faults_of_reflow,
    faults_of_sizes,
    faults_of_way_on,
    faults_of_words,
    worn,
)
from tests.browser.visitor import Visitor

Probe = Callable[[Chrome], list[str]]
ALL = (faults_of_axe, faults_of_sizes, faults_of_reflow, faults_of_focus)


@dataclass(frozen=True)
class Format:
    """One way to look at a page: size in CSS pixels, theme, the person's own style, probes."""

    name: str
    width: int
    height: int
    probes: tuple[Probe, ...]
    theme: str = "light"
    style: str = ""

    def faults(self, visitor: Visitor) -> list[str]:
        """What is wrong with the page that the visitor has before them, in this format."""
        visitor.hold(self.width, self.height)
        visitor.see(self.theme)
        with worn(visitor.driver, self.style):
            found = [fault for probe in self.probes for fault in probe(visitor.driver)]
        return [f"[{self.name}] {fault}" for fault in found]


LAYOUT = (faults_of_sizes, faults_of_reflow, faults_of_focus)
REFLOW = (faults_of_reflow,)
SMALL = (
    Format("small phone", 360, 640, (faults_of_way_on, *ALL)),
    Format("small phone, text at 200 %", 360, 640, (faults_of_words, *REFLOW), style=DOUBLE_TEXT),
)
QUICK = (
    *SMALL,
    Format("small phone, dark", 360, 640, (faults_of_colours,), "dark"),
    Format("320 px, spaced text", 320, 640, REFLOW, style=TEXT_SPACING),
    Format("sideways", 640, 360, LAYOUT),
    Format("keyboard open", 360, 320, LAYOUT),
)
SCREENS = {
    "phone": (360, 740),
    "narrow": (320, 640),
    "sideways": (640, 360),
    "keyboard open": (360, 320),
    "desktop": (1280, 900),
}
MATRIX = (
    *SMALL,
    *(
        Format(f"{screen}, {theme}", width, height, ALL, theme)
        for screen, (width, height) in SCREENS.items()
        for theme in ("light", "dark", "contrast")
    ),
    *(
        Format(f"{screen}, forced colours", width, height, LAYOUT, "forced")
        for screen, (width, height) in SCREENS.items()
    ),
    *(
        Format(f"{screen}, spaced text", width, height, REFLOW, style=TEXT_SPACING)
        for screen, (width, height) in SCREENS.items()
    ),
    Format("text at 200 %", 640, 900, REFLOW, style=DOUBLE_TEXT),
    Format("desktop, text at 200 %", 1280, 900, REFLOW, style=DOUBLE_TEXT),
)
