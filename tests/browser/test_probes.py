"""The probes themselves: each fault planted on a page is found, a good page has none."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from selenium.webdriver import Chrome

from tests.browser.axe import faults_of_axe
from tests.browser.formats import ALL
from tests.browser.geometry import faults_of_focus, faults_of_reflow, faults_of_sizes

GOOD = """<!doctype html><html lang="fr"><head><title>Page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{margin:0;font:1.125rem/1.5 sans-serif} a,button{display:block;min-height:48px;
min-width:48px;margin:8px;font:inherit} :focus-visible{outline:3px solid #036}</style></head>
<body><main><h1>Bonjour</h1><p>Un texte.</p><a href="/a">Un lien</a>
<button type="submit">Un bouton</button></main></body></html>"""


def shown(driver: Chrome, html: str) -> Chrome:
    """A phone that shows this page."""
    size = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.get(f"data:text/html;charset=utf-8,{quote(html)}")
    return driver


def test_a_good_page_has_no_fault(chromium: Chrome) -> None:
    driver = shown(chromium, GOOD)
    assert [fault for probe in ALL for fault in probe(driver)] == []


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("a{min-height:43px}", "44 × 44 is the least"),
        ("a{margin:0} button{margin:0}", "is 0 px from"),
        ("p{font-size:15px}", "written in 15 px"),
    ],
)
def test_sizes(chromium: Chrome, style: str, fault: str) -> None:
    found = faults_of_sizes(shown(chromium, GOOD.replace("</style>", f"{style}</style>")))
    assert any(fault in each for each in found), found


def test_what_is_hidden_and_yet_shown(chromium: Chrome) -> None:
    page = GOOD.replace("<p>", "<p hidden>").replace("</style>", "p{display:flex}</style>")
    found = faults_of_reflow(shown(chromium, page))
    assert any("is marked as hidden" in each for each in found), found


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("p{width:400px}", "ends at 400 px on a screen of 360"),
        ("h1{height:20px;overflow:hidden}", "cuts its text"),
        ("h1{position:fixed;top:0;height:60vh}", "of the screen"),
    ],
)
def test_reflow(chromium: Chrome, style: str, fault: str) -> None:
    found = faults_of_reflow(shown(chromium, GOOD.replace("</style>", f"{style}</style>")))
    assert any(fault in each for each in found), found


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("a:focus-visible{outline:none}", "does not show the focus"),
        ("h1{position:fixed;inset:0}", "is hidden by"),
    ],
)
def test_focus(chromium: Chrome, style: str, fault: str) -> None:
    found = faults_of_focus(shown(chromium, GOOD.replace("</style>", f"{style}</style>")))
    assert any(fault in each for each in found), found


def test_probes_work_with_scripts_off(chromium_without_scripts: Chrome) -> None:
    driver = shown(
        chromium_without_scripts, GOOD.replace("</style>", "a{min-width:9px;width:9px}</style>")
    )
    assert faults_of_sizes(driver)


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ("sans-serif}", "sans-serif;color:#767676}", "color-contrast-enhanced"),
        ('lang="fr"', "", "html-has-lang"),
        ("Un bouton", "", "button-name"),
    ],
)
def test_axe_knows_the_rule(chromium: Chrome, good: str, bad: str, rule: str) -> None:
    found = faults_of_axe(shown(chromium, GOOD.replace(good, bad, 1)))
    assert any(rule in each for each in found), found
