"""The ways in of learners: start alone, take a seat, come back by a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select, update

from pixlearn.accounts import limits, rules, secret, store
from pixlearn.accounts.secret import Tried
from pixlearn.accounts.store import Card, Device, Learner, Seat, SignedIn
from pixlearn.accounts.whereabouts import seat_now
from pixlearn.db import db, now
from pixlearn.structures.rules import at_ease
from pixlearn.structures.store import Workshop, workshop_under_way

UNUSED_CARD_ENDS = 90  # days


class UnknownCard(Exception):
    """No card that still opens has this token."""


class WrongSecret(Exception):
    """The name or the secret is wrong; the words never say which."""


@dataclass(frozen=True, slots=True)
class Passport:
    """What the account rules need to know of this installation and of one request."""

    pepper: str
    address: str
    limited: bool = True


@dataclass(frozen=True, slots=True)
class HashedCard:
    """A card's secrets as the database keeps them."""

    token: str
    code: str
    digits: str


def start_learner(display: dict[str, str]) -> Learner:
    """A person begins: no name, no account, only what they chose to read by."""
    learner = Learner(first_name=None, display=display, last_seen_at=now())
    db.session.add(learner)
    db.session.flush()
    return learner


def name_learner(learner_id: UUID, first_name: str) -> None:
    """Keep the first name or nickname by which this person wants to be greeted."""
    db.session.execute(
        update(Learner).where(Learner.id == learner_id).values(first_name=first_name)
    )


def name_if_none(learner_id: UUID, first_name: str) -> None:
    """Keep what somebody wrote at a door, unless they have a name already or wrote none."""
    unnamed = update(Learner).where(Learner.id == learner_id, Learner.first_name.is_(None))
    if first_name:
        db.session.execute(unnamed.values(first_name=first_name))


def keep_display(learner_id: UUID, display: dict[str, str]) -> None:
    """Keep how this person likes to read."""
    db.session.execute(update(Learner).where(Learner.id == learner_id).values(display=display))


def take_seat(learner_id: UUID, workshop: Workshop, card_number: int | None = None) -> Seat:
    """Seat a learner in a workshop, once; who has chosen no way of reading takes its comfort."""
    store.hold_row(workshop)
    store.hold(learner_id)
    query = select(Seat).where(Seat.workshop_id == workshop.id, Seat.learner_id == learner_id)
    seat = db.session.execute(query).scalar_one_or_none()
    if seat is None:
        seat = Seat(workshop_id=workshop.id, learner_id=learner_id, card_number=card_number)
        db.session.add(seat)
        learner = db.session.execute(select(Learner).where(Learner.id == learner_id)).scalar_one()
        learner.display = at_ease(learner.display, workshop.comfort or {})
    return seat


def is_full(workshop: Workshop) -> bool:
    """Tell whether as many people as planned sit there."""
    query = select(func.count(Seat.id)).where(Seat.workshop_id == workshop.id)
    return db.session.execute(query).scalar_one() >= workshop.capacity


def ask_for_help(learner_id: UUID) -> bool:
    """Raise the hand in the workshop under way; tells whether there is one."""
    seat = seat_now(learner_id, now())
    if seat is not None:  # pressed again, the hand keeps its place
        seat.help_asked_at = seat.help_asked_at or now()
        seat.help_met_at = None
    return seat is not None


def take_break(learner_id: UUID) -> None:
    """The counsellor of the workshop under way sees that the person pauses."""
    seat = seat_now(learner_id, now())
    if seat is not None:
        seat.paused_at = now()


def end_break(learner_id: UUID) -> None:
    """The person goes on."""
    seat = seat_now(learner_id, now())
    if seat is not None:
        seat.paused_at = None


def issue_card(learner_id: UUID, seed: str, pepper: str) -> Card:
    """Give the learner a new card; the former ones stop opening at once."""
    return renew_card(learner_id, _hashed(seed, 0, pepper))


def renew_card(learner_id: UUID, hashed: HashedCard, structure_id: UUID | None = None) -> Card:
    """As `issue_card`, for secrets hashed before; a structure may have printed the new card."""
    end_card(learner_id)
    card = _card(hashed, learner_id=learner_id, structure_id=structure_id)
    db.session.add(card)
    db.session.flush()
    return card


def end_card(learner_id: UUID) -> None:
    """No card of this learner opens any more, and no phone shows it; their work stays."""
    store.hold(learner_id)
    store.break_seals(learner_id)
    db.session.execute(
        update(Card)
        .where(Card.learner_id == learner_id, Card.ended_at.is_(None))
        .values(ended_at=now())
    )


def change_digits(learner_id: UUID, digits_hash: str) -> None:
    """Give the learner's card other digits; wrong tries of the former ones are forgotten.

    Raises:
        UnknownCard: the learner has no card that opens.
    """
    store.hold(learner_id)
    card = store.live_card_of(learner_id)
    if card is None or not _opens(card):
        raise UnknownCard
    card.digits_hash = digits_hash
    store.break_seals(learner_id)  # phones would show the former digits
    store.forget_tries([f"card:{card.code_hash}"])


def digits_are(card: Card, digits: str, pepper: str) -> bool:
    """Whether these are the card's digits now; for whoever holds its seed, so no try is counted."""
    return secret.secret_matches(pepper, card.digits_hash, digits)


def close_devices(learner_id: UUID) -> None:
    """Wherever this learner is signed in or known by a tap, they need their card again."""
    db.session.execute(delete(SignedIn).where(SignedIn.learner_id == learner_id))
    db.session.execute(delete(Device).where(Device.learner_id == learner_id))


def forget_expected(learner_id: UUID) -> None:
    """Somebody who never came was expected by mistake: nothing of them is kept."""
    db.session.execute(delete(Learner).where(Learner.id == learner_id))


def expect_people(
    structure_id: UUID, first_names: Sequence[str], prepared: Sequence[HashedCard]
) -> list[UUID]:
    """A structure expects these people: each has a card, and shares nothing by that."""
    expected = []
    for first_name, hashed in zip(first_names, prepared, strict=True):
        learner = start_learner({})
        learner.first_name = first_name
        db.session.add(_card(hashed, learner_id=learner.id, structure_id=structure_id))
        expected.append(learner.id)
    db.session.flush()
    return expected


def prepare_stack(seed: str, count: int, pepper: str) -> list[HashedCard]:
    """Derive and hash the secrets of so many cards; slow, so before the transaction."""
    return [_hashed(seed, place, pepper) for place in range(count)]


def issue_stack(structure_id: UUID, prepared: Sequence[HashedCard]) -> range:
    """Give nameless cards to a structure; returns the numbers printed on them."""
    first = store.last_card_number(structure_id) + 1
    for number, hashed in enumerate(prepared, start=first):
        db.session.add(_card(hashed, structure_id=structure_id, number=number))
    db.session.flush()
    return range(first, first + len(prepared))


def card_for(token: str) -> Card:
    """The card behind a QR code or link, while it still opens.

    Raises:
        UnknownCard: never issued, ended, or unused for 90 days.
    """
    card = store.card_by_token(secret.hash_token(token))
    if card is None or not _opens(card):
        raise UnknownCard
    return card


def enter_by_card(token: str, display: dict[str, str]) -> UUID:
    """Use a card by its QR code or link (way A); returns the learner whose work it opens.

    Raises:
        UnknownCard: as `card_for`.
    """
    card = card_for(token)
    store.hold_row(card)
    return _use(card, display)


def try_code(typed: str, digits: str, passport: Passport) -> Tried:
    """Hold digits against the card of a written code; slow, so before the transaction.

    Raises:
        MustWait, DigitsOff: too many wrong tries.
    """
    return try_against(*_by_code(typed, passport)[1:], digits, passport)


def try_digits(learner_id: UUID, digits: str, passport: Passport) -> Tried:
    """Hold digits against a learner's own card; slow, so before the transaction.

    Raises:
        MustWait, DigitsOff: as `try_code`.
    """
    return try_against(*_of_learner(learner_id)[1:], digits, passport)


def enter_by_code(typed: str, tried: Tried, passport: Passport, display: dict[str, str]) -> UUID:
    """Use a card's written code with its digits (way B); returns the learner it opens.

    Raises:
        WrongSecret, MustWait, DigitsOff: as `card_by_digits`.
    """
    return _use(card_by_digits(typed, tried, passport), display)


def card_by_digits(typed: str, tried: Tried, passport: Passport) -> Card:
    """The card that has this written code and the digits of `try_code`; it is not used by that.

    Raises:
        WrongSecret: one of them is wrong, or the card has ended.
        MustWait, DigitsOff: too many wrong tries.
    """
    card, key, stored = _by_code(typed, passport, hold=True)
    settle(tried, key, stored, passport)
    if card is None:
        raise WrongSecret
    store.forget_tries([key])
    return card


def check_digits(learner_id: UUID, tried: Tried, passport: Passport) -> None:
    """On a phone that several people use, the digits of the card say which one is here (way C).

    Raises:
        WrongSecret, MustWait, DigitsOff: as `enter_by_code`.
    """
    _, key, stored = _of_learner(learner_id, hold=True)
    settle(tried, key, stored, passport)
    store.forget_tries([key])


def _by_code(
    typed: str, passport: Passport, *, hold: bool = False
) -> tuple[Card | None, str, str | None]:
    """The card of a written code, what its tries are counted on, the hash of its digits."""
    code_hash = secret.hash_code(passport.pepper, rules.read_code(typed))
    card = store.card_by_code(code_hash)
    if card is not None and hold:
        store.hold_row(card)
    opens = card is not None and _opens(card)
    return card, f"card:{code_hash}", card.digits_hash if card is not None and opens else None


def _of_learner(learner_id: UUID, *, hold: bool = False) -> tuple[Card | None, str, str | None]:
    """As `_by_code`, of the card that a learner has now."""
    card = store.live_card_of(learner_id)
    if card is not None and hold:
        store.hold_row(card)
    key = f"card:{card.code_hash if card else learner_id}"
    return card, key, card.digits_hash if card else None


def try_against(key: str, stored: str | None, typed: str, passport: Passport) -> Tried:
    """Hold a secret against a stored hash, unless too many wrong ones were tried on this key.

    Raises:
        MustWait, DigitsOff: as `try_code`.
    """
    if passport.limited:
        limits.check_account(key)
    return secret.try_secret(passport.pepper, stored, typed)


def settle(tried: Tried, key: str, stored: str | None, passport: Passport) -> None:
    """Inside the transaction: let a right secret in, count a wrong one.

    Raises:
        WrongSecret: it is not the one stored now.
        MustWait, DigitsOff: others were tried meanwhile.
    """
    if passport.limited:
        limits.check_account(key)
    if not tried.opens(stored):
        limits.note_wrong(passport.address, key, limited=passport.limited)
        raise WrongSecret


def _use(card: Card, display: dict[str, str]) -> UUID:
    """A nameless card opens a new learner the first time, and is theirs from then on.

    Whoever first uses a card that a structure printed, while a workshop of it is open, is seated
    there: the counsellor sees them come, and can write their first name.
    """
    first_time = card.last_used_at <= card.created_at
    card.last_used_at = now()
    learner_id = card.learner_id
    if learner_id is None:
        learner_id = card.learner_id = start_learner(display).id
    elif first_time:
        _keep_first_display(learner_id, display)
    if first_time and card.structure_id is not None:
        workshop = workshop_under_way(card.structure_id, now())
        if workshop is not None:
            take_seat(learner_id, workshop, card.number)
    return learner_id


def _keep_first_display(learner_id: UUID, display: dict[str, str]) -> None:
    """Somebody expected comes: they go on reading as they chose on this device."""
    learner = db.session.execute(select(Learner).where(Learner.id == learner_id)).scalar_one()
    learner.display = learner.display or display


def _opens(card: Card) -> bool:
    rested = now() - card.last_used_at
    return card.ended_at is None and rested.days < UNUSED_CARD_ENDS


def _hashed(seed: str, place: int, pepper: str) -> HashedCard:
    secrets = secret.card_secrets(seed, place)
    return HashedCard(
        token=secret.hash_token(secrets.token),
        code=secret.hash_code(pepper, secrets.code),
        digits=secret.hash_secret(pepper, secrets.digits),
    )


def _card(
    hashed: HashedCard,
    *,
    learner_id: UUID | None = None,
    structure_id: UUID | None = None,
    number: int | None = None,
) -> Card:
    moment = now()
    return Card(
        learner_id=learner_id,
        structure_id=structure_id,
        number=number,
        token_hash=hashed.token,
        code_hash=hashed.code,
        digits_hash=hashed.digits,
        created_at=moment,
        last_used_at=moment,  # the same: nobody has used it yet
    )
