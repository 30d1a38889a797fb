"""Measures what axe does not: sizes, overflow, and what stays in sight on a small screen.

The probes run inside the page and return sentences; an empty list is a good page. They work with
scripts off too, since they are the driver's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from selenium.webdriver import Chrome

# Words that name an element in a message, and whether it is shown at all.
_SHARED = """
const named = (e) => `<${e.tagName.toLowerCase()}> « ${
  (e.innerText || e.getAttribute("aria-label") || e.name || "").trim().slice(0, 40)} »`;
const shown = (e) => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0;
const round = Math.round;
"""

# accessibility.md 3: 44 px, 8 px apart. A radio's or checkbox's target is its label; a link that
# stands among words of the same paragraph is exempt; so is what waits off the screen for the focus.
_SMALL_TARGETS = """
const found = [];
const targets = [];
for (const e of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
  if (e.type === "hidden" || !shown(e)) continue;
  const area = ["radio", "checkbox"].includes(e.type) ? e.closest("label") ?? e.labels[0] ?? e : e;
  const box = area.getBoundingClientRect();
  if (box.right <= 0 || box.bottom + scrollY <= 0) continue;
  const block = e.closest("p, li, dd, td");
  const inSentence = e.tagName === "A" && getComputedStyle(e).display === "inline"
    && block && block.innerText.trim().length > e.innerText.trim().length + 3;
  if (inSentence) continue;
  if (box.width < 43.5 || box.height < 43.5) {
    found.push(`${named(e)} is ${round(box.width)} × ${round(box.height)}, 44 × 44 is the least`);
  }
  for (const [other, theirs] of targets) {
    const across = Math.max(box.left - theirs.right, theirs.left - box.right);
    const down = Math.max(box.top - theirs.bottom, theirs.top - box.bottom);
    const gap = Math.max(across, down);
    if (gap < 7.5) found.push(`${named(e)} is ${round(gap)} px from ${named(other)}, not 8`);
  }
  targets.push([e, box]);
}
return found;
"""

# accessibility.md 4: no text under 16 px at the usual text size.
_SMALL_TEXT = """
const found = [];
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const e = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || e.closest("script, style, svg") || !shown(e)) continue;
  const size = parseFloat(getComputedStyle(e).fontSize);
  if (size < 15.9) found.push(`${named(e)} is written in ${size} px, 16 is the least`);
}
return found;
"""

# What a script may show one day is not shown before: `hidden` wins over any style.
_HIDDEN = """
const found = [];
for (const e of document.querySelectorAll("[hidden]")) {
  if (shown(e)) found.push(`${named(e)} is shown, and is marked as hidden`);
}
return found;
"""

# WCAG 1.4.10: nothing wider than the screen, but what scrolls in a labelled box of its own.
_OVERFLOW = """
const found = [];
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > width) {
  found.push(`the page is ${document.documentElement.scrollWidth} px wide on ${width}`);
}
for (const e of document.body.querySelectorAll("*")) {
  if (!shown(e) || e.closest(".visually-hidden, [tabindex='0'][role='region'], svg")) continue;
  const box = e.getBoundingClientRect();
  if (box.right > width + 1 && box.left < width && box.width > 1) {
    found.push(`${named(e)} ends at ${round(box.right)} px on a screen of ${width}`);
  }
}
return found;
"""

# accessibility.md 4: text is never cut by its box.
_CUT_TEXT = """
const found = [];
for (const e of document.body.querySelectorAll("*")) {
  const style = getComputedStyle(e);
  if (!e.innerText?.trim() || !shown(e) || style.display === "inline") continue;
  if (e.clientWidth <= 1) continue;  // words for screen readers alone
  const hides = (way) => ["hidden", "clip"].includes(way);
  if ((hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1)
      || (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
      || style.textOverflow === "ellipsis") found.push(`${named(e)} cuts its text`);
}
return found;
"""

# WCAG 2.4.11: nothing fixed or sticky over 40 % of the height.
_TALL_FIXED = """
const found = [];
for (const e of document.body.querySelectorAll("*")) {
  const style = getComputedStyle(e);
  if (!["fixed", "sticky"].includes(style.position) || !shown(e)) continue;
  if (style.position === "sticky" && parseFloat(style.bottom) < -innerHeight) continue; // let go
  const share = e.getBoundingClientRect().height / innerHeight;
  if (share > 0.4) found.push(`${named(e)} stays over ${round(share * 100)} % of the screen`);
}
return found;
"""

# WCAG 2.4.7, 2.4.12: every control that takes the focus shows it, wholly in sight.
_HIDDEN_FOCUS = """
const found = [];
const before = document.activeElement;
for (const e of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
  if (e.type === "hidden" || e.disabled || !shown(e)) continue;
  e.focus({focusVisible: true});
  if (document.activeElement !== e) { found.push(`${named(e)} cannot take the focus`); continue; }
  e.scrollIntoView({block: "nearest"});
  const area = ["radio", "checkbox"].includes(e.type) ? e.closest("label") ?? e : e;
  const outlined = [e, area].some((each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2.9;
  });
  if (!outlined) found.push(`${named(e)} does not show the focus with 3 px`);
  const box = e.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2];
  const top = document.elementFromPoint(x, y);
  if (top && !e.contains(top) && !top.contains(e) && !area.contains(top)) {
    found.push(`${named(e)} is hidden by ${named(top)} when it has the focus`);
  }
}
before?.focus?.();
scrollTo(0, 0);
return found;
"""

# The way on and « Je ne sais pas » are wholly in sight when a learner's page opens on a small
# phone; but where reaching the button is the exercise, and on the page of samples.
_WAY_ON = """
const found = [];
scrollTo(0, 0);
const ways = document.querySelectorAll(
  "body.learner main [data-way-on], body.learner main form.item [name=action][value=ne_sait_pas]");
for (const e of ways) {
  if (!shown(e) || document.querySelector(".long-way, .next [data-way-on]")) continue;
  const box = e.getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight + 0.5) {
    found.push(`${named(e)} goes from ${round(box.top)} to ${round(box.bottom)} px, out of sight`);
  }
}
return found;
"""

# A word of a button stands on one line: cut in two without a hyphen, a beginner reads two words.
_CUT_WORDS = r"""
const found = [];
for (const e of document.querySelectorAll(
  ".button, .pill, .plain, .bottom-link, .small-button, .ways a")) {
  if (!shown(e)) continue;
  const texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.closest(".visually-hidden")) continue;
    for (const word of texts.currentNode.data.matchAll(/[^\s-]+/g)) {
      const range = new Range();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map((box) => round(box.top)));
      if (tops.size > 1) found.push(`${named(e)} cuts the word « ${word[0]} »`);
    }
  }
}
return found;
"""


# Each bar of the way on in its own place, not over what one has yet to scroll to.
BARS_IN_PLACE = "document.querySelectorAll('.way-bar').forEach((e) => e.style.position = 'static');"
BARS_BACK = "document.querySelectorAll('.way-bar').forEach((e) => e.style.position = '');"


def _probe(driver: Chrome, *scripts: str) -> list[str]:
    # Each probe is a function of its own, so that their names do not meet.
    functions = ", ".join(f"(() => {{{script}}})()" for script in scripts)
    return _list(driver.execute_script(f"{_SHARED}\nreturn [{functions}].flat();"))


def _list(value: Any) -> list[str]:
    assert isinstance(value, list), value
    return value


def faults_of_sizes(driver: Chrome) -> list[str]:
    """Targets under 44 px or too near, and text under 16 px, at the usual text size."""
    return _probe(driver, BARS_IN_PLACE + _SMALL_TARGETS, BARS_BACK + _SMALL_TEXT)


def faults_of_reflow(driver: Chrome) -> list[str]:
    """What shows though hidden, sideways scrolling, cut text, bars over too much of the screen."""
    return _probe(driver, _HIDDEN, _OVERFLOW, _CUT_TEXT, _TALL_FIXED)


def faults_of_way_on(driver: Chrome) -> list[str]:
    """A way on, or « Je ne sais pas », that one has to look for on a small phone."""
    return _probe(driver, _WAY_ON)


def faults_of_words(driver: Chrome) -> list[str]:
    """Words of buttons cut over two lines."""
    return _probe(driver, _CUT_WORDS)


def faults_of_focus(driver: Chrome) -> list[str]:
    """Controls that do not show the focus, or are hidden by something when they have it."""
    return _probe(driver, _HIDDEN_FOCUS)


TEXT_SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-block-end:2em!important}"
)
DOUBLE_TEXT = "html{font-size:200%!important}"


@contextmanager
def worn(driver: Chrome, style: str) -> Iterator[None]:
    """Add a style sheet as a person's own settings would; the page's policy does not forbid it."""
    put = (
        "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]);"
        "document.adoptedStyleSheets = arguments[0] ? [sheet] : [];"
    )
    if style:
        driver.execute_script(put, style)
    yield
    if style:
        driver.execute_script(put, "")
