"""Every sentence that says something is kept: where it may stand, and why it is true there.

A new one, or an old one in another place, fails here until somebody has checked it.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[3]
CLAIM = re.compile(
    r"(est|sont|reste|restent) (déjà |seulement |aussi )?gardée?s?\b|C'est (gardé|noté)"
    r"|sont (encore )?là\b|Rien n'est (perdu|effacé)|gard(e|er) (votre|mon) travail",
    re.IGNORECASE,
)
# The sentence in English, as the code holds it: where it stands, and why it is true there.
TRUE_HERE = {
    "All your answers are there.": "merging.html merged.html: after the two files were joined",
    "Each time a professional looks at your page, it is written down. You can read it in “My data”."
    "": "privacy.html: no record, no page",
    "I keep my work on a card": "result.html: a wish, the button makes the card",
    "I sign out. This phone keeps my work": "sign_out.html: this press makes the phone known",
    "Is this your own phone? It can keep your work. One tap opens it.": "sign_out.html: as above",
    "It is found, and it is kept.": "practice_solved.html: the answer was written before",
    "It is kept": "item.html: from the second question on, so an answer stands",
    "It is noted.": "device.html first_name.html following.html item.html proposal.html: "
    "after the write",
    "It is our fault. The answers already noted are kept. Press “Try again”.": "known.html: only "
    "those already noted; the request's own changes are rolled back",
    "It opens nothing any more. Their work stays, and you make a new card when they come.": ""
    "cards_person.html: ending a card touches no work",
    "Kept. You are signed out everywhere else.": "home.html: after the write",
    "Noted.": "partners.py cards.html learner.html person_notes.html proposals.html tags.html "
    "team_member.html "
    "workshop.html workshop_end.html: after the write",
    "Noted: checked today.": "partners.py: after the write",
    "Noted: this place is archived.": "partners.py: after the write",
    "Noted: this place is back in the list.": "partners.py: after the write",
    "Noted: this place is no longer proposed.": "partners.py: after the write",
    "Excel, LibreOffice or CSV. Only the column of the first names is kept.": ""
    "cards_people.html: what is read",
    "The answers sent before are kept. This one was not taken.": "stale_form.html: an old form",
    "The draft is kept.": "grid_draft.html: after the write",
    "The first name is kept.": "cards_person.html: after the write",
    "The message leaves from your own phone or mailbox. No number and no address is kept here.": ""
    "message.html: the text is in the link only",
    "Their work stays.": "cards_person.html: ending a card touches no work",
    "This card is new: nothing is kept on it.": "merge.html: a card that nobody has used",
    "Nothing is erased. Ask somebody to help you.": "wait.html: waiting erases nothing",
    "To tick on paper. Nothing of it is kept here.": "workshop_room.html: nothing is sent",
    "We close this work. It stays kept. Then you can start yours.": "not_me.html: said only where "
    "a card or this phone opens it again",
    "We have taken it away. Your answers are kept. Here is another one.": "item_gone.html: the "
    "question went, its answers stay",
    "What you sent before is kept. Go on from the home page.": "known.html: only what was sent",
    "What you wrote is kept here. Press “Try again”.": "retry.html: it stands in the page's form",
    "You can stop here, or go on. Your answers are kept.": "pause.html: just after an answer",
    "Welcome. It keeps your work, from the first answer on.": "card_door.html: a card not used yet",
    "What is kept": "privacy.html: a title, the list follows",
    "Your answer is kept": "item_answered.html: the answer is on the page",
    "Your answers are kept.": "home.html: to the people this phone knows",
    "Your answers are kept. But you have no card yet.": "sign_out.html: with the ways to come back",
    "Your answers are kept. To come back, you need your card.": "sign_out.html: a card opens them",
    "Your choice is kept.": "badges.html: after the write",
    "Your logo is kept.": "settings_logo.html: after the write",
    "Your new password is kept.": "password.html: after the write",
    "Your new password is kept. Sign in with it.": "sign_in.html: after the write",
    "Your paper is kept. You can print it from its page.": "attestation_no_pdf.html: it was made",
    "Your settings are kept.": "settings.html: after the write",
    "Your work is kept": "pause.html: steps and answers are written as they come",
    "this id is there twice: only the first place is kept": "partner_import.py: what is read",
    "The page did not leave. Your answers are still here. Look at your internet connection.": ""
    "base.html: the form is still on the screen",
    "After %(num)s minute without doing anything, you are signed out."
    " What you send then is kept for 30 minutes.": "base.html: sealed until one signs in again",
    "Thank you, it is noted. The people who run this site can read it.": ""
    "problem.html: after the write; flask problems reads it",
    "The figures of closed months are kept. Keep your files before you close.": ""
    "closing_about.html: closing a structure deletes no figure",
    "The length goes from the opening of the workshop to its end. Nothing of this is kept here.": ""
    "workshop_report.html: it says what is not kept",
    "The length is the planned one: the workshop is not ended. Nothing of this is kept here.": ""
    "workshop_report.html: it says what is not kept",
    "What you wrote is kept for 30 minutes. Come in again: you find it back.": ""
    "session_ended.html: only where a form was sealed",
    "What you wrote is kept here. Nothing is sent yet: read it again, then press the button.": ""
    "kept_form.html: the fields stand in the page",
    "What you wrote is kept here. Nothing was sent.": "kept_form.html: the words stand in the page",
    "You are signed out. Send your text: it is kept, and you sign in again.": ""
    "time_left.html: what is sent now is sealed until one signs in again",
    "You earned it on %(day)s. What you did is kept.": "badge_gone.html: answers stay as they are",
}


def claims() -> dict[str, set[str]]:
    """Each sentence that claims it in French, and the files where it stands."""
    path = ROOT / "translations/fr/LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="fr")
    found: dict[str, set[str]] = {}
    for message in catalogue:
        words = message.string if isinstance(message.string, str) else " ".join(message.string)
        if message.id and CLAIM.search(words.replace("’", "'")):
            name = message.id if isinstance(message.id, str) else message.id[0]
            found[name] = {Path(place).name for place, _ in message.locations}
    return found


def test_every_claim_stands_only_where_it_was_found_true() -> None:
    found = claims()
    listed = {name: set(why.partition(":")[0].split()) for name, why in TRUE_HERE.items()}
    assert {name: places for name, places in found.items() if listed.get(name) != places} == {}
    assert sorted(set(listed) - set(found)) == []


def test_the_content_claims_nothing_of_the_site() -> None:
    """Lessons, items, scenes and guides speak of what is in their pictures, not of the site."""
    of_pictures = {"lessons", "items", "scenes", "knowledge", "badges"}
    claiming = [
        path.name
        for path in sorted((ROOT / "content/fr").rglob("*.yaml"))
        if path.relative_to(ROOT / "content/fr").parts[0] not in of_pictures
        and CLAIM.search(path.read_text(encoding="utf-8").replace("’", "'"))
    ]
    assert claiming == []
