#!/bin/sh
# WeasyPrint 70.0, tagged PDF (pdf_variant="pdf/ua-1"), definition lists.
#
# Expected: HTML lets <div> group the pairs of a <dl>, without any meaning; PDF 1.7 (table 336 and
# 14.8.4.3.3) puts only LI and Caption below L, the term of a pair being Lbl and its words LBody.
# Seen: the <div> is a Div between L and LI; each <dt> is a list item of its own, with an LBody and
# no Lbl, as if it were one more <dd>. A checker that reads the parents of LI finds a fault, and a
# screen reader counts twice as many items as there are pairs.
# So: on papers for screen readers, write pairs as a table or as paragraphs.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet weasyprint==70.0 pikepdf==10.17.0
"$folder/venv/bin/python" - "$folder/list.pdf" <<'PYTHON'
import sys

import pikepdf
import weasyprint

PAIR = "<dt>Code</dt><dd>ABCD</dd>"
PAGE = f"""<!doctype html><html lang="fr"><title>Card</title>
<h1>Card</h1><dl>{PAIR}</dl><dl><div>{PAIR}</div></dl></html>"""
weasyprint.HTML(string=PAGE).write_pdf(sys.argv[1], pdf_variant="pdf/ua-1")


def tags(element):
    """The structure below an element, as nested text."""
    if isinstance(element, pikepdf.Array):
        return " ".join(filter(None, map(tags, element)))
    if not isinstance(element, pikepdf.Dictionary):
        return ""
    below = tags(element.K) if "/K" in element else ""
    if "/S" not in element:
        return below
    name = str(element.S)[1:]
    return below if name == "Span" else f"{name}({below})"


with pikepdf.open(sys.argv[1]) as pdf:
    seen = tags(pdf.Root.StructTreeRoot)
print("WeasyPrint", weasyprint.__version__)
print(seen)
item = "LI(LBody())"
assert f"L({item} {item}) L(Div({item} {item}))" in seen, "it tags definition lists otherwise now"
PYTHON
