"""Which numbers can be called and which addresses written to."""

import pytest

from pixlearn.structures.reaching import dialled, is_email, is_phone


@pytest.mark.parametrize(
    "number",
    [
        "01 80 05 98 80",
        "+33 (0)1 80 05 98 80",
        "0033180059880",
        "180059880",
        "0262 12 34 56",
        "27 12 34",
        "40 47 12 34",
        "+687 27 12 34",
        "3949",
        "115",
    ],
)
def test_numbers_of_france_and_overseas_can_be_called(number: str) -> None:
    assert is_phone(dialled(number))


@pytest.mark.parametrize("number", ["", "01 02", "+", "1", "٠١", "a" * 40, "9" * 5000, "0\x00"])
def test_others_cannot(number: str) -> None:
    assert not is_phone(dialled(number))


@pytest.mark.parametrize("text", ["lou@structure.example", "a.b+c@mairie.re", "x@xn--caf-dma.fr"])
def test_addresses(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    ["", "personne", "a@b", "a b@c.fr", "é@c.fr", "a@c..fr", "a\x00@c.fr", f"{'a' * 300}@c.fr"],
)
def test_other_texts_are_none(text: str) -> None:
    assert not is_email(text)
