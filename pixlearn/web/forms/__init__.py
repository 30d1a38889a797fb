"""What people send: each form is a class, read and checked in one way (docs/decisions/0034)."""

from pixlearn.web.forms.base import Field, Form, FormFault, form_page, pressed, sent_id, sent_ids
from pixlearn.web.forms.choices import Choice, Option, Tick, Ticks
from pixlearn.web.forms.days import Clock, Day
from pixlearn.web.forms.ids import Id, Ids
from pixlearn.web.forms.texts import Digits, Email, FirstName, LongText, Phone, Text, Whole

__all__ = [
    "Choice",
    "Clock",
    "Day",
    "Digits",
    "Email",
    "Field",
    "FirstName",
    "Form",
    "FormFault",
    "Id",
    "Ids",
    "LongText",
    "Option",
    "Phone",
    "Text",
    "Tick",
    "Ticks",
    "Whole",
    "form_page",
    "pressed",
    "sent_id",
    "sent_ids",
]
