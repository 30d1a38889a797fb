#!/bin/sh
# phonenumbers 9.0.43 (libphonenumber's metadata), landlines of the French overseas, region "FR".
#
# People overseas write their number as everywhere in France: ten digits, 0 first. Their country
# codes are others (+596 Martinique, +262 Réunion and Mayotte, +590 Guadeloupe, +594 Guyane).
# Expected: read with the region "FR", such a number is refused, so that a form can try the other
# regions or ask.
# Seen: Guadeloupe, Guyane, Réunion and all mobiles are refused, but a landline of Martinique
# (0596) and of Mayotte (0269) is a valid number of the mainland: +33 5 96…, +33 2 69…, which is
# another line, or none. The same ten digits are valid in two countries at once.
# So: "valid in FR" does not tell the country. Ask the region of the structure first, and of ten
# digits that begin with 0596 or 0269 keep what was written.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet phonenumbers==9.0.43
"$folder/venv/bin/python" - <<'PYTHON'
import phonenumbers
from phonenumbers import PhoneNumberFormat, is_valid_number, parse

LINES = {  # the examples that the library gives itself, as people write them
    region: phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.FIXED_LINE)
    for region in ("GP", "MQ", "GF", "RE", "YT")
}
both = {}
print("phonenumbers", phonenumbers.__version__)
for region, line in LINES.items():
    written = "0" + phonenumbers.national_significant_number(line).lstrip("0")
    here, mainland = parse(written, region), parse(written, "FR")
    assert is_valid_number(here), region
    both[region] = is_valid_number(mainland)
    print(
        written,
        phonenumbers.format_number(here, PhoneNumberFormat.E164),
        phonenumbers.format_number(mainland, PhoneNumberFormat.E164),
        "valid twice" if both[region] else "refused with FR",
    )
assert both == {"GP": False, "MQ": True, "GF": False, "RE": False, "YT": True}, both
PYTHON
