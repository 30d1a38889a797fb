"""Keep the interface's sentences in step: ``extract``, ``check`` or ``compile``.

The code holds English sentences in ``gettext``. ``extract`` reads them into
``translations/messages.pot`` and brings every catalogue up to date; English needs no translator,
so its catalogue is filled with the sentences themselves. ``check`` changes nothing and fails when
``extract`` would. ``compile`` writes the ``.mo`` files that are older than their catalogue.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.checkers import checkers
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "translations"
TEMPLATE = TRANSLATIONS / "messages.pot"
LOCALES = ("fr", "en")
SOURCES = (("pixlearn", "**.py", "python"), ("templates", "**.html", "jinja2"))
KEYWORDS = DEFAULT_KEYWORDS | {"lazy_gettext": None, "lazy_ngettext": (1, 2)}


def catalogue_path(locale: str) -> Path:
    """Where a locale's sentences stand."""
    return TRANSLATIONS / locale / "LC_MESSAGES" / "messages.po"


def read(path: Path, locale: str | None = None) -> Catalog:
    """Read a catalogue file; an empty catalogue when there is none yet."""
    if not path.exists():
        return Catalog(locale=locale, project="pixlearn", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as file, sorted, without dates and line numbers: only words make a diff."""
    lines = io.BytesIO()
    write_po(
        lines,
        catalogue,
        width=100,
        sort_output=True,
        omit_header=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    header = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    if catalogue.locale:
        header += f'"Language: {catalogue.locale}\\n"\n'.encode()
        header += f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'.encode()
    return header + b"\n" + lines.getvalue()


def extracted() -> Catalog:
    """All sentences of the package and the templates."""
    catalogue = Catalog(project="pixlearn", charset="utf-8")
    for folder, pattern, method in SOURCES:
        found = extract_from_dir(
            ROOT / folder, [(pattern, method)], keywords=KEYWORDS, comment_tags=("Translators:",)
        )
        for name, line, message, comments, context in found:
            place = [(f"{folder}/{name}", line)]
            catalogue.add(message, None, place, auto_comments=comments, context=context)
    return catalogue


def fill_english(catalogue: Catalog) -> None:
    """English sentences are their own translation."""
    for message in catalogue:
        if message.id:
            message.string = message.id


def updated(locale: str, template: Catalog) -> Catalog:
    """A locale's catalogue with exactly the sentences of `template`; nothing is guessed."""
    catalogue = read(catalogue_path(locale), locale)
    catalogue.update(template, no_fuzzy_matching=True)
    if locale == "en":
        fill_english(catalogue)
    return catalogue


def faults_of(message: Message, catalogue: Catalog) -> list[str]:
    """What is wrong with one translation, in words."""
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(strings):
        return ["has no translation"]
    if message.fuzzy:
        return ["is marked fuzzy"]
    found = []
    for check in checkers:
        try:
            check(catalogue, message)
        except ValueError as fault:
            found.append(str(fault))
    return found


def extract() -> int:
    """Write the template and every catalogue again."""
    template = extracted()
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(written(template))
    for locale in LOCALES:
        path = catalogue_path(locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(updated(locale, template)))
    return check()


def check() -> int:
    """Say what is stale or missing; 0 when nothing is."""
    template = extracted()
    faults = []
    if not TEMPLATE.exists() or TEMPLATE.read_bytes() != written(template):
        faults.append("translations/messages.pot is stale: run « make translations »")
    for locale in LOCALES:
        catalogue = updated(locale, template)
        path = catalogue_path(locale)
        if not path.exists() or path.read_bytes() != written(catalogue):
            faults.append(f"{path.relative_to(ROOT)} is stale: run « make translations »")
        for message in catalogue:
            if message.id:
                faults += [
                    f"{locale}: {message.id!r} {fault}" for fault in faults_of(message, catalogue)
                ]
    for fault in faults:
        print(fault)
    if not faults:
        print(f"translations: {len(template)} sentences, complete in {' and '.join(LOCALES)}")
    return 1 if faults else 0


def compile_catalogues() -> int:
    """Write the binary catalogues that are missing or older than their source."""
    for locale in LOCALES:
        source = catalogue_path(locale)
        binary = source.with_suffix(".mo")
        if not source.exists():
            print(f"{source.relative_to(ROOT)} is missing")
            return 1
        if not binary.exists() or binary.stat().st_mtime < source.stat().st_mtime:
            with binary.open("wb") as file:
                write_mo(file, read(source, locale))
    return 0


COMMANDS = {"extract": extract, "check": check, "compile": compile_catalogues}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1]]())
