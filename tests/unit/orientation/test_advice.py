"""What a reading grid advises: rules first, then the band; each thing once, with its reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.orientation.grid import titles_of
from pixlearn.orientation.rules import (
    Advice,
    GridAdvice,
    Kind,
    Modality,
    Reading,
    Reason,
    ReasonCode,
    advise,
)
from tests.real_content import real_catalogue

CATALOGUE = real_catalogue()
TITLES = titles_of(CATALOGUE)
COMPETENCES = [one.id for one in CATALOGUE.framework.competences]
SKILLS = [one.id for one in CATALOGUE.framework.skills]
TRACKS = [f"P{number}" for number in range(1, 8)]
PLAIN = Reading(
    percent=55,
    certainty=0.95,
    competences=dict.fromkeys(COMPETENCES, 60),
    acquired=frozenset(),
    shown=frozenset(),
    with_someone=False,
    useful=("P5", "P2"),
    finished=frozenset(),
    warm_up=frozenset({"GES.1.1", "GES.1.2", "GES.1.3"}),
)
READINGS = st.builds(
    Reading,
    percent=st.none() | st.integers(0, 100),
    certainty=st.none() | st.floats(0, 1),
    competences=st.fixed_dictionaries({one: st.integers(0, 100) for one in COMPETENCES}),
    acquired=st.frozensets(st.sampled_from(SKILLS)),
    shown=st.frozensets(st.sampled_from(SKILLS)),
    with_someone=st.booleans(),
    useful=st.lists(st.sampled_from(TRACKS), unique=True, max_size=2).map(tuple),
    finished=st.frozensets(st.sampled_from(TRACKS)),
    project=st.sampled_from([None, "emploi", "formation", "demarches", "autre"]),
    equipment=st.none() | st.frozensets(st.sampled_from(["telephone", "ordinateur"])),
)


def read(reading: Reading) -> GridAdvice:
    return advise(CATALOGUE.grid, reading, TITLES)


def named(found: GridAdvice) -> list[str]:
    return [one.target for one in found.advice]


def codes(found: GridAdvice, target: str) -> list[ReasonCode]:
    [advice] = [one for one in found.advice if one.target == target]
    return [reason.code for reason in advice.reasons]


@pytest.mark.parametrize(
    ("percent", "band", "targets"),
    [
        (0, "socle", ["P1", "P3", "partenaire:epn", "atelier:cafe_numerique"]),
        (40, "socle", ["P1", "P3", "partenaire:epn", "atelier:cafe_numerique"]),
        (
            41,
            "developper",
            ["P5", "P2", "atelier:cafe_numerique", "horizon:clea_numerique"],
        ),
        (70, "developper", ["P5", "P2", "atelier:cafe_numerique", "horizon:clea_numerique"]),
        (71, "valoriser", ["diagnostic_externe:complet", "attestation", "cv"]),
        (100, "valoriser", ["diagnostic_externe:complet", "attestation", "cv"]),
    ],
)
def test_each_band_proposes_its_own(percent: int, band: str, targets: list[str]) -> None:
    found = read(replace(PLAIN, percent=percent))
    assert found.band is not None
    assert found.band.id == band
    assert named(found)[: len(targets)] == targets


def test_rules_come_before_the_band_and_say_why() -> None:
    found = read(replace(PLAIN, percent=30, competences={**PLAIN.competences, "SEC.2": 49}))
    assert named(found) == ["P1", "P4", "P3", "partenaire:epn", "atelier:cafe_numerique"]
    assert codes(found, "P1") == [ReasonCode.AT_MOST, ReasonCode.NOTE, ReasonCode.BAND]
    p4 = found.advice[1]
    assert p4 == Advice(
        Kind.TRACK,
        "P4",
        "Ma sécurité",
        (
            Reason(ReasonCode.BELOW, "SEC.2", high=50),
            Reason(ReasonCode.NOTE, "Avant toute démarche en ligne."),
        ),
    )
    assert found.modality is Modality.WORKSHOP


def test_a_competence_at_its_limit_is_not_below() -> None:
    assert "P3" not in named(read(replace(PLAIN, competences={"COM.1": 50})))
    assert "P3" in named(read(replace(PLAIN, competences={"COM.1": 49})))


def test_a_job_is_a_reason_from_41_percent() -> None:
    assert named(read(replace(PLAIN, project="emploi", percent=41)))[0] == "P6"
    assert "P6" not in named(read(replace(PLAIN, project="emploi", percent=40)))
    assert "P6" not in named(read(replace(PLAIN, project="formation")))


def test_what_was_not_told_about_equipment_is_no_reason() -> None:
    rich = replace(PLAIN, percent=90)
    assert "partenaire:acces_materiel" not in named(read(rich))
    phone = replace(rich, equipment=frozenset({"telephone"}))
    assert named(read(phone))[0] == "partenaire:acces_materiel"
    both = replace(rich, equipment=frozenset({"telephone", "ordinateur"}))
    assert "partenaire:acces_materiel" not in named(read(both))


def test_visio_needs_direct_proof_of_joining() -> None:
    knows = replace(PLAIN, acquired=frozenset({"COM.3.3", "COM.3.4"}))
    assert read(knows).badges == ()
    assert read(replace(knows, shown=frozenset({"COM.3.3"}))).badges == ("badge:visio",)


@pytest.mark.parametrize(("certainty", "said"), [(0.8999, True), (0.90, False), (0.5, True)])
def test_a_level_that_is_not_sure_is_to_be_confirmed(certainty: float, said: bool) -> None:
    notes = read(replace(PLAIN, certainty=certainty)).notes
    assert notes == (("Niveau à confirmer en entretien.",) if said else ())


def test_gestures_that_were_hard_lead_to_the_first_track_with_somebody() -> None:
    hard = replace(PLAIN, percent=None, certainty=None, with_someone=True, useful=())
    found = read(hard)
    assert named(found) == ["P1"]
    assert found.modality is Modality.HELPED
    assert found.band is None
    alone = replace(hard, shown=frozenset({"GES.1.1", "GES.1.2", "GES.1.3"}))
    assert named(read(alone)) == []


def test_reading_and_writing_is_left_to_the_counsellor() -> None:
    found = read(replace(PLAIN, percent=10))
    reading = "partenaire:remise_a_niveau_lire_ecrire_compter"
    assert reading not in named(found)
    assert [one.target for one in found.left] == [reading]


def test_without_a_percentage_nothing_is_measured() -> None:
    unknown = replace(PLAIN, percent=None, certainty=None, competences={"SEC.1": 0, "COM.1": 0})
    assert read(unknown) == GridAdvice(version=1, band=None, advice=())


def test_a_track_without_a_lesson_left_is_not_proposed() -> None:
    assert "P1" not in named(read(replace(PLAIN, percent=10, finished=frozenset({"P1"}))))


@given(READINGS)
def test_each_thing_is_proposed_once_with_a_reason_and_words(reading: Reading) -> None:
    found = read(reading)
    everything = [*found.advice, *found.left]
    assert len({(one.kind, one.target) for one in everything}) == len(everything)
    assert all(one.reasons and one.title for one in everything)
    assert all(len(set(one.reasons)) == len(one.reasons) for one in everything)
    assert not {one.target for one in found.advice if one.kind is Kind.TRACK} & reading.finished


@given(READINGS)
def test_the_band_is_that_of_the_percentage(reading: Reading) -> None:
    found = read(reading)
    if reading.percent is None:
        assert found.band is None
    else:
        assert found.band is not None
        assert found.band.lowest <= reading.percent <= found.band.highest


@given(READINGS)
def test_what_is_left_to_the_counsellor_is_never_advised(reading: Reading) -> None:
    assert not any("lire_ecrire" in one.target for one in read(reading).advice)
