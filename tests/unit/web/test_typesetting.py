"""Words are in French type where they are put into a page, and nowhere else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask
from jinja2 import DictLoader
from markupsafe import Markup

from pixlearn.web.typesetting import TypesetEnvironment, in_french_type

ENVIRONMENT = TypesetEnvironment(Flask(__name__), autoescape=True)


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("<p>Oui !</p>", "<p>Oui\u00a0!</p>"),
        ("<p>{{ words }}</p>", "<p>Va\u2011t\u2011il bien\u00a0?</p>"),
        ('<a title="{{ words }}">{{ words }}</a>', None),
        (
            "{% set x %}{{ words }}{% endset %}<b>{{ x }}</b>",
            "<b>Va\u2011t\u2011il bien\u00a0?</b>",
        ),
        ("<textarea>{{ words }}</textarea>", "<textarea>Va-t-il bien ?</textarea>"),
        ("<option>{{ words }}</option>", "<option>Va-t-il bien ?</option>"),
        ("<p>{{ number }} %, {{ number }} h {{ number }}</p>", "<p>5\u00a0%, 5\u00a0h\u00a05</p>"),
        ("{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m(words) }}", None),
        ("<a{% if words %} title='a ?'{% endif %}>b ?</a>", "<a title='a ?'>b\u00a0?</a>"),
        ('{% macro m() %} class="un-mot"{% endmacro %}<a{{ m() }}>', '<a class="un-mot">'),
        ("<p>{{ words if number else words }}</p>", "<p>Va\u2011t\u2011il bien\u00a0?</p>"),
        ("<p>{{ marked }}</p>", '<p><b title="a ?">a\u00a0?</b></p>'),
        ("<p>{{ escaped }}</p>", "<p>a &lt; b\u00a0?</p>"),
    ],
)
def test_words_between_tags_are_set(template: str, shown: str | None) -> None:
    words = "Va-t-il bien ?"
    made = ENVIRONMENT.from_string(template)
    values = {
        "words": words, "number": 5, "marked": Markup('<b title="a ?">a ?</b>'),
        "escaped": "a < b ?", "ui": SimpleNamespace(),
    }  # fmt: skip
    with in_french_type():
        html = made.render(values)
    if shown is None:
        assert html.count("Va\u2011t\u2011il bien\u00a0?") == 1
        assert html.count(words) == template.count('="{{')
    else:
        assert html == shown


def test_nothing_is_set_in_another_language() -> None:
    with in_french_type(french=False):
        assert ENVIRONMENT.from_string("{{ words }}").render(words="a ?") == "a ?"


def test_a_block_inside_a_tag_stays_as_written_whichever_template_fills_it() -> None:
    environment = TypesetEnvironment(
        Flask(__name__),
        loader=DictLoader(
            {
                "base": '<body class="{% block print_class %}{% endblock %}">'
                "{% block main %}{% endblock %}",
                "page": '{% extends "base" %}{% block print_class %}sheet-page{% endblock %}'
                "{% block main %}vingt-deux{% endblock %}",
            }
        ),
    )
    with in_french_type():
        html = environment.get_template("page").render()
    assert html == '<body class="sheet-page">vingt\N{NON-BREAKING HYPHEN}deux'


def test_a_macro_for_a_class_stays_as_written() -> None:
    template = """{% macro key_class(wide) %}{{ " key-wide" if wide }}{% endmacro %}
<i class="key{{ key_class(True) }}"></i>"""
    with in_french_type():
        html = ENVIRONMENT.from_string(template).render()
    assert html.strip() == '<i class="key key-wide"></i>'
