"""Somebody who uses the keyboard alone: Tab, Shift+Tab, Enter, Space, arrows, and letters."""

from __future__ import annotations

from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.visitor import Visitor

MOST_KEYS = 120  # no page has so many controls: the element cannot be reached

_IS_BEFORE = """
return arguments[0] !== document.body && Boolean(
  arguments[0].compareDocumentPosition(arguments[1]) & Node.DOCUMENT_POSITION_PRECEDING);
"""
_SHOWS_FOCUS = """
const area = arguments[0].closest("label") ?? arguments[0];
return [arguments[0], area].some((each) => {
  const style = getComputedStyle(each);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2.9;
});
"""


class KeyboardVisitor(Visitor):
    """A visitor who never points: each control is reached by keys, and must show the focus."""

    def choose(self, css: str) -> None:
        field = self.find(css)
        self._reach(field, field.get_attribute("name") or "")
        while self.focused != field:
            self._type(Keys.ARROW_DOWN)
        if field.get_attribute("type") == "checkbox" or not field.is_selected():
            self._type(Keys.SPACE)
        assert field.is_selected(), f"{css} is not chosen by the keyboard"

    def tap(self, element: WebElement) -> None:
        if element.tag_name == "label":
            element = element.find_element(By.TAG_NAME, "input")
            self._reach(element)
            self._type(Keys.SPACE)
        else:
            self._reach(element)
            self._type(Keys.ENTER)

    def fill(self, field: WebElement, words: str) -> None:
        self._reach(field)  # the Tab key selects what stands in the field
        self._type(words)

    def _reach(self, element: WebElement, radio: str = "") -> None:
        """Bring the focus to an element, or to any radio of its group."""
        key = [Keys.TAB]
        if self.driver.execute_script(_IS_BEFORE, self.focused, element):
            key = [Keys.SHIFT, Keys.TAB]
        for _ in range(MOST_KEYS):
            here = self.focused
            in_group = here.get_attribute("type") == "radio" == element.get_attribute("type")
            if here == element or (in_group and here.get_attribute("name") == radio):
                shown = self.driver.execute_script(_SHOWS_FOCUS, here)
                assert shown, f"no focus is seen on {here.get_attribute('outerHTML')}"
                return
            self._press(*key)
        raise AssertionError(f"no key leads to {element.get_attribute('outerHTML')}")

    def _press(self, *keys: str) -> None:
        actions = ActionChains(self.driver, duration=0)
        for key in keys[:-1]:
            actions.key_down(key)
        actions.send_keys(keys[-1])
        for key in keys[:-1]:
            actions.key_up(key)
        actions.perform()

    def _type(self, words: str) -> None:
        ActionChains(self.driver, duration=0).send_keys(words).perform()
