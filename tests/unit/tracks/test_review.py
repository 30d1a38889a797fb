"""What the two-minute review asks again: rested, oldest first, varied, short; never owed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pixlearn.activities import KINDS
from pixlearn.tracks.review import MOST, RESTS, Found, to_see_again

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)


def found(name: str, days: int, competence: str = "", kind: str = "choisir_image") -> Found:
    return Found(name, kind, competence or name, NOW - timedelta(days=days))


def test_what_was_found_this_week_rests() -> None:
    assert to_see_again([found("a", 6), found("b", 6), found("c", 9)], NOW) == ()


def test_the_seventh_day_is_enough() -> None:
    assert to_see_again([found("a", RESTS.days), found("b", RESTS.days)], NOW) == ("a", "b")


def test_one_item_alone_is_no_review() -> None:
    assert to_see_again([found("a", 30)], NOW) == ()


def test_the_oldest_come_first() -> None:
    days = {"a": 8, "b": 20, "c": 30, "d": 40}
    chosen = to_see_again([found(name, day) for name, day in days.items()], NOW)
    assert set(chosen) == {"b", "c", "d"}


def test_of_one_day_the_quickest_are_taken_and_asked_first() -> None:
    kinds = ["envoyer_email", "remplir_formulaire", "ecrire_court", "choisir_image"]
    chosen = to_see_again([found(kind, 9, kind=kind) for kind in kinds], NOW)
    assert chosen == ("choisir_image", "ecrire_court", "remplir_formulaire")


def test_competences_differ_as_long_as_there_is_another() -> None:
    old = [found("a1", 30, "A"), found("a2", 29, "A"), found("b", 10, "B"), found("c", 9, "C")]
    assert set(to_see_again(old, NOW)) == {"a1", "b", "c"}


def test_one_competence_alone_can_be_seen_again() -> None:
    assert set(to_see_again([found("a1", 30, "A"), found("a2", 29, "A")], NOW)) == {"a1", "a2"}


@given(
    st.lists(
        st.builds(
            Found,
            st.text("abcdef", min_size=1, max_size=3),
            st.sampled_from(sorted(KINDS)),
            st.sampled_from(["A", "B", "C"]),
            st.integers(0, 40).map(lambda days: NOW - timedelta(days=days)),
        ),
        unique_by=lambda one: one.item_id,
    )
)
def test_a_review_is_two_or_three_rested_items_or_none(items: list[Found]) -> None:
    chosen = to_see_again(items, NOW)
    rested = {one.item_id for one in items if one.at <= NOW - RESTS}
    assert len(chosen) == (min(MOST, len(rested)) if len(rested) > 1 else 0)
    assert set(chosen) <= rested
