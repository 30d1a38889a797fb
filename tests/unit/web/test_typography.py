"""French spaces and hyphens, put into the texts of a page and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.web.typography import typeset


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Que faites-vous ?", "Que faites\u2011vous\u00a0?"),
        ("Dans « À », écrivez :", "Dans «\u00a0À\u00a0», écrivez\u00a0:"),
        ("un e-mail, un E-mail", "un e\u2011mail, un E\u2011mail"),
        ("à 14 h 30", "à 14\u00a0h\u00a030"),
        ("1,99 € et 50 %", "1,99\u00a0€ et 50\u00a0%"),
        ("le 4 mai 2027", "le 4\u00a0mai 2027"),
        ("06 00 00 00 12", "06\u00a000\u00a000\u00a000\u00a012"),
        ("Écrivez-le, puis appuyez.", "Écrivez\u2011le, puis appuyez."),
        ("Va-t-il au rendez-vous ?", "Va\u2011t\u2011il au rendez\u2011vous\u00a0?"),
        ("l&#39;après-midi.", "l&#39;après\u2011midi."),
        ("<p>Oui !</p>", "<p>Oui\u00a0!</p>"),
    ],
)
def test_spaces_and_hyphens_that_do_not_break(written: str, shown: str) -> None:
    assert typeset(written) == shown


@pytest.mark.parametrize(
    "kept",
    [
        '<input value="e-mail : a ?">',
        "<a title='1 > 2 ?' href=\"/a ?b\">",
        "<textarea>Bonjour ! e-mail</textarea>",
        "<option>14 h</option>",
        "<!-- e-mail ? -->",
        "<script>a ? b : c</script>",
        "Tom &amp; Léa&nbsp;; &#39;",
        "marie@exemple.fr",
        "jean-paul@la-poste.example",
        "www.ville-sauvigny.example, bus-ville.example/aide-velo",
        "cv-julien-robert.pdf",
        "Vert-Bois, Maison-Mercier",
        "pomme-gare-52 et 06-39-98",
        "https://aide-velo",
        "Question 4, 18 au plus",
        "12 heures",
    ],
)
def test_what_is_left_as_written(kept: str) -> None:
    assert typeset(kept) == kept


@given(st.text(alphabet="a <>\"'«»?! 0123h-emil&;=/p", max_size=60))
def test_only_spaces_and_hyphens_change_and_once(page: str) -> None:
    done = typeset(page)
    assert done.replace("\u00a0", " ").replace("\u2011", "-") == page
    assert typeset(done) == done
