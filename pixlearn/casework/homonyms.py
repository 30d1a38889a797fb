"""People of one first name, and what tells each from the others (pure)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from pixlearn.accounts.names import folded

Key = TypeVar("Key")


def told_apart(
    people: Iterable[tuple[Key, str | None, Sequence[str]]], place: Callable[[int, int], str]
) -> Mapping[Key, tuple[str, ...]]:
    """What to say beside a first name that several of these people bear; of the others, nothing.

    Each comes with their facts in words, in one order, an empty text for what is not known. One
    sort of fact is said when it is another for each of them; else as many as it takes. Of those
    whom no fact tells apart, ``place`` says which one of how many each is, in the order given.
    """
    groups = defaultdict(list)
    for key, name, facts in people:
        if name:
            groups[folded(name)].append((key, tuple(facts)))
    said = {}
    for group in groups.values():
        if len(group) > 1:
            places = _enough([facts for _, facts in group])
            told = [(key, tuple(facts[at] for at in places if facts[at])) for key, facts in group]
            alike, met = Counter(words for _, words in told), Counter[tuple[str, ...]]()
            for key, words in told:
                met[words] += 1
                left = (place(met[words], alike[words]),) if alike[words] > 1 else ()
                said[key] = (*words, *left)
    return said


def _enough(facts: Sequence[tuple[str, ...]]) -> Sequence[int]:
    """Which facts to say: a single one that differs everywhere, else the first ones that do."""
    width = len(facts[0])
    choices = [[place] for place in range(width)]
    choices += [list(range(count)) for count in range(2, width + 1)]
    for places in choices:
        found = {tuple(one[place] for place in places) for one in facts}
        known = len(places) > 1 or all(one[places[0]] for one in facts)
        if known and len(found) == len(facts):
            return places
    return range(width)
