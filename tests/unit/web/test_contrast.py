"""The colours of app.css: every pair that stands together is far enough apart, in each theme."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[3] / "static" / "app.css").read_text(encoding="utf-8")

NOTHING_CHOSEN = r"\) \{\s*:root:not\(\[data-theme\]\) \{"
THEMES = {
    "light": r":root \{",
    "dark, asked by the system": r"prefers-color-scheme: dark" + NOTHING_CHOSEN,
    "dark, chosen": r'\[data-theme="sombre"\] \{',
    "contrast, asked by the system": r"prefers-contrast: more" + NOTHING_CHOSEN,
    "contrast, chosen": r'\[data-theme="contraste"\] \{',
}

TEXT_ON = {  # WCAG 1.4.6: 7 to 1
    "ink": ("paper", "card", "tint"),
    "soft": ("paper", "card", "tint"),
    "blue": ("paper", "card", "tint"),
    "on-blue": ("blue",),
    "on-sun": ("sun",),
    "green": ("paper", "card", "green-tint"),
    "hint": ("paper", "card", "hint-tint"),
    "on-night": ("night",),
}
EDGES_ON = {  # WCAG 1.4.11: 3 to 1
    "edge": ("paper", "card", "tint"),
    "blue": ("paper", "card", "tint", "hint-tint"),
    "ink": ("paper", "card", "tint"),
    "hint": ("paper", "card"),
    "green": ("green-tint", "paper", "card"),
}


def tokens(theme: str) -> dict[str, str]:
    """Colour of each token in that theme."""
    match = re.search(THEMES[theme] + r"([^}]*)\}", CSS)
    assert match, f"no block of tokens for {theme}"
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6});", match.group(1)))


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, definition of « contrast ratio »)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def too_close(pairs: dict[str, tuple[str, ...]], least: float, theme: str) -> list[str]:
    colours = tokens(theme)
    return [
        f"{front} on {back}: {ratio:.2f}"
        for front, backs in pairs.items()
        for back in backs
        if (ratio := contrast(colours[front], colours[back])) < least
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_7_to_1(theme: str) -> None:
    assert too_close(TEXT_ON, 7, theme) == []


@pytest.mark.parametrize("theme", THEMES)
def test_edges_are_3_to_1(theme: str) -> None:
    assert too_close(EDGES_ON, 3, theme) == []


@pytest.mark.parametrize(
    ("system", "chosen"),
    [
        ("dark, asked by the system", "dark, chosen"),
        ("contrast, asked by the system", "contrast, chosen"),
    ],
)
def test_a_theme_is_the_same_asked_or_chosen(system: str, chosen: str) -> None:
    assert tokens(system) == tokens(chosen)


def test_every_theme_sets_every_colour() -> None:
    assert len({frozenset(tokens(theme)) for theme in THEMES}) == 1


def test_colours_stand_in_the_tokens_only() -> None:
    rules = re.sub(r"@layer tokens \{.*?\n\}", "", CSS, flags=re.DOTALL)
    print_rules = re.findall(r"@layer print \{.*?\n\}", rules, flags=re.DOTALL)
    for part in print_rules:
        rules = rules.replace(part, "")
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", rules) == []


def test_every_token_that_is_used_exists() -> None:
    defined = set(re.findall(r"(--[a-z0-9-]+):", CSS))
    used = set(re.findall(r"var\((--[a-z0-9-]+)", CSS))
    assert used <= defined
