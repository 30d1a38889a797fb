"""What tells people of one first name apart."""

from __future__ import annotations

from pixlearn.casework.homonyms import told_apart


def place(number: int, total: int) -> str:
    return f"{number}/{total}"


def test_names_of_one_person_each_need_nothing() -> None:
    people = [(1, "Marie", ("lundi",)), (2, "Jean", ("lundi",)), (3, None, ("",))]
    assert told_apart(people, place) == {}


def test_the_first_fact_that_differs_for_everybody_is_said_alone() -> None:
    people = [(1, "Marie", ("lundi", "Lou")), (2, "MARIE", ("lundi", "Claire"))]
    assert told_apart(people, place) == {1: ("Lou",), 2: ("Claire",)}


def test_two_facts_are_said_when_one_is_not_enough() -> None:
    people = [(1, "Zoé", ("a", "x")), (2, "Zoe", ("a", "y")), (3, "zoé", ("b", "y"))]
    assert told_apart(people, place) == {1: ("a", "x"), 2: ("a", "y"), 3: ("b", "y")}


def test_what_is_not_known_is_not_said() -> None:
    people = [(1, "Zoé", ("", "3 mai")), (2, "Zoé", ("lundi", "4 mai"))]
    assert told_apart(people, place) == {1: ("3 mai",), 2: ("4 mai",)}


def test_whom_no_fact_tells_apart_are_counted() -> None:
    people = [(1, "Zoé", ("3 mai",)), (2, "Zoé", ("4 mai",)), (3, "zoe", ("3 mai",))]
    assert told_apart(people, place) == {1: ("3 mai", "1/2"), 2: ("4 mai",), 3: ("3 mai", "2/2")}
