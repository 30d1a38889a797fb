"""The links of a summary name their fields, whatever the kind of field."""

import pytest

from pixlearn.web.fault_names import name_faults

LINK = '<a href="#champ-x" data-named>Écrivez votre réponse.</a>'
FIELDS = {
    "a text": '<label for="champ-x"><span data-say>Votre ville</span></label><input id="champ-x">',
    "not asked of all": '<label for="champ-x">Votre ville <span class="optional">(facultatif)'
    '</span></label><textarea id="champ-x"></textarea>',
    "choices": '<fieldset class="choices"><legend>Votre ville</legend><label class="choice">'
    '<input id="champ-x" type="radio">Lyon</label></fieldset>',
    "a date": '<fieldset class="field date"><legend>Votre ville</legend>'
    '<label for="champ-x">Jour</label><input id="champ-x"></fieldset>',
    "in a group": '<fieldset><legend>Votre adresse</legend><label for="champ-x">Votre ville</label>'
    '<input id="champ-x"></fieldset>',
    "after a group": "<fieldset><legend>Rien</legend></fieldset>"
    '<label for="champ-x">Votre ville :</label><input id="champ-x">',
}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_the_link_says_the_label(field: str) -> None:
    told = '<a href="#champ-x">Votre ville\u00a0: écrivez votre réponse.</a>'
    assert name_faults(LINK + field).startswith(told)


def test_a_name_said_already_is_not_said_twice() -> None:
    link = '<a href="#champ-x" data-named>Votre ville est trop longue.</a>'
    assert "Votre ville :" not in name_faults(link + FIELDS["a text"]).split("</a>")[0]


def test_a_form_of_one_field_needs_no_name_of_it() -> None:
    hidden = '<input type="hidden" name="csrf_token" value="t">'
    alone = f'<form>{hidden}<label for="champ-x">Ville</label><input id="champ-x" name="x"></form>'
    beside = alone.replace("</form>", '<textarea name="y"></textarea></form>')
    assert name_faults(LINK + alone).startswith('<a href="#champ-x">Écrivez votre réponse.</a>')
    assert name_faults(LINK + beside).startswith('<a href="#champ-x">Ville\u00a0: écrivez')


def test_a_field_that_is_not_there_is_not_named() -> None:
    assert name_faults(LINK) == '<a href="#champ-x">Écrivez votre réponse.</a>'
