"""French typography: authors write normal spaces (pure). When it is put in: `typesetting`."""

import re

NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

# What is left as it is: comments, tags with their attributes, and elements whose text is data.
_KEPT = re.compile(
    r"(<!--.*?-->"
    r"|<(?P<data>script|style|textarea|code|option)\b.*?</(?P=data)\s*>"
    r"""|<(?:"[^"]*"|'[^']*'|[^'">])*>)""",
    re.DOTALL | re.IGNORECASE,
)
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_UNITS = r"h|min|s|€|%|km|m|kg|g|cm|mm|Go|Mo|ko|euros?"
# Between what a template says and what it puts in, which may be a figure.
AFTER_A_FIGURE = re.compile(rf"\A (?=(?:{_UNITS}|{_MONTHS})\b|[€%])")
BEFORE_A_FIGURE = re.compile(r"(?<=\bh) \Z")
_BEFORE_SIGN = re.compile(r" (?=[:;?!»])")
_AFTER_QUOTE = re.compile(r"(?<=«) ")
_IN_NUMBER = re.compile(rf"(?<=\d) (?=(?:\d|(?:{_UNITS}|{_MONTHS})\b|[€%]))|(?<=\d h) (?=\d)")
# A word with hyphens, alone: no part of an address, a file's name, a number or a password; nor a
# name with 2 capitals, which may be long.
_HYPHENED = re.compile(r"(?<![\w@./:_-])[^\W\d_]+(?:-[^\W\d_A-ZÀ-Þ]+)+(?![\w@/_-]|[.:][\w/])")


def typeset(html: str) -> str:
    """Return the page with French non-breaking spaces and hyphens in its texts.

    A space stays with « : ; ? ! » and inside « », a figure with its unit or month; « écrivez-le »
    and « rendez-vous » stay on their line. Tags, attributes, and what stands in a textarea, an
    option or code are left as they are. Applying it twice changes nothing more.
    """
    parts = []
    end = 0
    for kept in _KEPT.finditer(html):
        parts.append(typeset_text(html[end : kept.start()]))
        parts.append(kept.group())
        end = kept.end()
    parts.append(typeset_text(html[end:]))
    return "".join(parts)


def typeset_text(text: str) -> str:
    """The same for words without tags."""
    if not text or text.isspace():
        return text
    for pattern in (_BEFORE_SIGN, _AFTER_QUOTE, _IN_NUMBER):
        text = pattern.sub(NO_BREAK_SPACE, text)
    return _HYPHENED.sub(lambda found: found.group().replace("-", NO_BREAK_HYPHEN), text)
