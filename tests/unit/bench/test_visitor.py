"""How a visitor of the benchmark finds the way on in a page."""

from __future__ import annotations

from scripts.bench.visitor import form_to_send


def page(*forms: str) -> str:
    header = '<header><form method="post" action="/quitter"></form></header>'
    return f"{header}<main>{''.join(forms)}</main>"


def form(action: str, *inside: str) -> str:
    return f'<form method="post" action="{action}" novalidate>{"".join(inside)}</form>'


HIDDEN = '<input type="hidden" name="csrf_token" value="a&amp;b">'


def test_a_page_without_a_form_leads_nowhere() -> None:
    assert form_to_send(page("<p>Fini</p>")) is None


def test_the_form_is_filled_as_a_browser_would() -> None:
    found = form_to_send(
        page(form("/gestes/1", HIDDEN, '<input name="mot">', "<button>Oui</button>"))
    )
    assert found == ("/gestes/1", {"csrf_token": "a&b", "mot": "Bonjour"})


def test_i_do_not_know_is_pressed_first() -> None:
    right = '<button name="action" value="valider">A</button>'
    unknown = '<button name="action" value="ne_sait_pas">B</button>'
    assert form_to_send(page(form("/diagnostic/1", right, unknown))) == (
        "/diagnostic/1",
        {"action": "ne_sait_pas"},
    )


def test_a_wanted_button_of_another_form_comes_before_the_first_one() -> None:
    found = form_to_send(
        page(
            form("/essai", "<button>Essayer</button>"),
            form("/passer", "<button>Passer cet essai</button>"),
        )
    )
    assert found == ("/passer", {})
