"""The page check itself: a good page passes, each fault is seen."""

from __future__ import annotations

import pytest

from tests.web.html_check import faults_of
from tests.web.parsed_page import ParsedPage

GOOD = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Bonjour – pixlearn</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><header><a href="/">pixlearn</a></header>
<main id="main" tabindex="-1"><h1 tabindex="-1">Bonjour</h1>
<form method="post" action="/a" novalidate><input type="hidden" name="csrf_token" value="x">
<fieldset><legend>Choisissez</legend><label><input type="radio" name="c" value="1"> Oui</label>
</fieldset><label for="nom">Nom</label><input id="nom" name="nom">
<button type="submit">Continuer</button></form></main>
<footer><nav aria-label="Pied de page"><a href="/aide">Aide</a></nav></footer></body></html>"""


def test_a_good_page_has_no_fault() -> None:
    assert faults_of(ParsedPage(GOOD)) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("</fieldset>", "", "invalid HTML"),
        ('lang="fr"', "", "no lang"),
        ("<!doctype html>", "", "doctype"),
        ("Bonjour –", "Autre –", "does not hold the h1"),
        ("– pixlearn", "", "does not end with the name"),
        ("</main>", "<h1>Encore</h1></main>", "2 <h1> instead of 1"),
        ("</h1>", "</h1><h3>Plus</h3>", "a level is skipped"),
        ('for="nom"', "", "no label on input 'nom'"),
        ('for="nom"', 'for="prenom"', "'prenom' on <label> leads nowhere"),
        ('id="nom"', 'id="main"', "stands 2 times"),
        ('name="csrf_token"', 'name="other"', "no csrf_token"),
        ("Continuer", "<svg></svg>", "<button> without words"),
        ('type="submit"', "", "has no type"),
        ('type="submit"', 'type="submit" onclick="x()"', "onclick"),
        ('type="submit"', 'type="submit" style="color:red"', "style="),
        ('type="submit"', 'type="submit" hx-post="/a"', "hx-post"),
        ("Continuer", "<div>Continuer</div>", "<div> inside <button>"),
        ("<header>", "<header><script>x()</script>", "inline <script>"),
        ("<header>", '<header><img src="//a.example/x.png" alt="">', "another host"),
        ("<header>", '<header><img src="/x.png">', "without alt"),
        ("<header>", '<header><a href="/x" target="_blank">x</a>', "new window"),
        ('aria-label="Pied de page"', "", "<nav> without a name"),
        ("<legend>Choisissez</legend>", "", "does not begin with a <legend>"),
        ("initial-scale=1", "initial-scale=1, user-scalable=no", "zoom"),
        ('href="/aide"', 'href="#rien"', "link to #rien leads nowhere"),
        ('<input id="nom"', '<input autofocus id="nom"', "autofocus"),
    ],
)
def test_each_fault_is_seen(good: str, bad: str, fault: str) -> None:
    assert good in GOOD
    faults = faults_of(ParsedPage(GOOD.replace(good, bad, 1)))
    assert any(fault in each for each in faults), faults


def test_an_error_page_says_so_in_its_title() -> None:
    in_error = GOOD.replace("Bonjour –", "Erreur – Bonjour –")
    assert faults_of(ParsedPage(GOOD), status=422)
    assert not faults_of(ParsedPage(in_error), status=422)


def test_a_piece_of_a_page_needs_no_frame() -> None:
    assert not faults_of(ParsedPage("<p>Un <strong>mot</strong>.</p>", whole=False))
    assert faults_of(ParsedPage("<p onclick='x()'>Un mot.</p>", whole=False))
