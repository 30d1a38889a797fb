"""What authors write of a simulated screen: strict, frozen models with French keys."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    Strict,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from pixlearn.scenes.keyboard import unknown_keys
from pixlearn.scenes.pictograms import PICTOGRAMS
from pixlearn.scenes.words import FRENCH

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]
"""Several values, written as a list; kept as a tuple."""


class Authored(BaseModel):
    """Base of everything authors write: unknown keys and loose types are refused."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")
    _language: str = PrivateAttr(default=FRENCH)

    @property
    def language(self) -> str:
        """The language that it is written in: that of its file."""
        return self._language

    def written_in(self, language: str) -> None:
        """Say in which language this, and everything inside, is written."""
        self._language = language
        for value in self.__dict__.values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Authored):
                    one.written_in(language)


def refusal(sentence: str) -> PydanticCustomError:
    """A validation error that carries a French sentence for the author."""
    return PydanticCustomError("sentence", "{sentence}", {"sentence": sentence})


def near_miss(word: str, known: Iterable[str]) -> str:
    """« Vouliez-vous dire… » with a leading space when a known word is close, else nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Vouliez-vous dire « {close[0]} » ?" if close else ""


def repeated(words: Iterable[str]) -> str | None:
    """The first word that comes twice, or None."""
    seen: set[str] = set()
    for word in words:
        if word in seen:
            return word
        seen.add(word)
    return None


def _known_pictogram(name: str) -> str:
    if name not in PICTOGRAMS:
        raise refusal(f"le pictogramme « {name} » n'existe pas.{near_miss(name, PICTOGRAMS)}")
    return name


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Pictogram = Annotated[str, AfterValidator(_known_pictogram)]
ShortId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
SceneRef = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+/[a-z0-9_]+$")]
"""« fichier/scene »."""

SceneKind = Literal[
    "telephone", "mail", "navigateur", "resultats", "formulaire", "sms", "visio", "reglages",
    "magasin", "clavier",
]  # fmt: skip
WITH_ADDRESS_BAR = ("navigateur", "resultats", "formulaire")


class Line(Authored):
    """A line of words on the screen; `side` says who speaks in a conversation."""

    text: Text = Field(alias="texte")
    side: Literal["moi", "autre"] | None = Field(default=None, alias="cote")


def _line(value: object) -> object:
    return {"texte": value} if isinstance(value, str) else value


class Zone(Authored):
    """One thing to press: a word, and the scene of the same file where a press leads."""

    id: ShortId
    word: Annotated[Text, StringConstraints(max_length=40)] = Field(alias="mot")
    detail: Text | None = None
    pictogram: Pictogram | None = Field(default=None, alias="pictogramme")
    tag: Text | None = Field(default=None, alias="etiquette")
    state: Text | None = Field(default=None, alias="etat")
    to: ShortId | None = Field(default=None, alias="vers")


class Scene(Authored):
    """One screen; zones come in reading order."""

    kind: SceneKind = Field(alias="genre")
    title: Text = Field(alias="titre")
    address: Text | None = Field(default=None, alias="adresse")
    lines: Many[Annotated[Line, BeforeValidator(_line)]] = Field(default=(), alias="lignes")
    zones: Many[Zone] = Field(default=(), max_length=9)

    @field_validator("address")
    @classmethod
    def _address_bar(cls, address: str | None, info: ValidationInfo) -> str | None:
        kind = info.data.get("kind")
        if address is not None and kind is not None and kind not in WITH_ADDRESS_BAR:
            raise refusal(
                f"un écran « {kind} » n'a pas de barre d'adresse : "
                "enlevez « adresse », ou changez « genre »."
            )
        return address

    @field_validator("lines")
    @classmethod
    def _sides(cls, lines: Sequence[Line], info: ValidationInfo) -> Sequence[Line]:
        if info.data.get("kind", "sms") != "sms" and any(line.side for line in lines):
            raise refusal("« cote » ne sert que dans un écran « sms ».")
        return lines

    @field_validator("zones")
    @classmethod
    def _zones(cls, zones: Sequence[Zone], info: ValidationInfo) -> Sequence[Zone]:
        if twice := repeated(zone.id for zone in zones):
            raise refusal(f"deux zones ont le même id « {twice} ».")
        bare = next((zone.id for zone in zones if zone.pictogram is None), None)
        if info.data.get("kind") == "telephone" and bare:
            raise refusal(
                f"sur un écran « telephone », chaque zone a un pictogramme : « {bare} » n'en a pas."
            )
        if info.data.get("kind") == "clavier" and (no_key := unknown_keys([z.word for z in zones])):
            raise refusal(f"« {no_key[0]} » n'est pas une touche de ce clavier.")
        return zones

    def zone(self, zone_id: str) -> Zone | None:
        """The zone of that id, or None."""
        return next((zone for zone in self.zones if zone.id == zone_id), None)


Scenes = Mapping[str, Scene]
"""« mail/boite » → its scene."""


def beside(reference: str, name: str) -> str:
    """The reference of the scene `name` that stands in the same file as `reference`."""
    return f"{reference.split('/', 1)[0]}/{name}"
