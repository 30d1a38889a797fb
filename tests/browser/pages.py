"""The list of all pages: how a person comes to each, error states too.

Every address that answers a GET must be here, or in `NOT_PAGES` with the reason; a web test fails
when one is missing. Add a page by a line in `learner_pages.py` or `professional_pages.py`.
"""

from __future__ import annotations

from tests.browser.learner_pages import LEARNER_PAGES
from tests.browser.page import Page
from tests.browser.professional_pages import PROFESSIONAL_PAGES

PAGES: tuple[Page, ...] = (*LEARNER_PAGES, *PROFESSIONAL_PAGES)
NOT_PAGES: dict[str, str] = {
    "referent.statistics_file": "a file to keep",
    "account.passkey": "only at an address with a name: test_passkeys.py",
    "static": "files",
    "public.alive": "a probe, one word",
    "public.ready": "a probe, one word",
    "public.issuer": "a document for programs",
    "public.achievement": "a document for programs",
    "public.revoked": "a document for programs",
    "learner.attestation_pdf": "a file to keep",
    "counsellor.person_sheet_pdf": "a file to keep",
    "learner.card_picture": "a file to keep",
    "learner.credential_svg": "a file to keep",
    "learner.credential_png": "a file to keep",
    "learner.credential_token": "a file to keep",
    "public.logo": "a picture: no page around it",
    "public.badge_picture": "a picture: no page around it",
    "counsellor.next_date_file": "a file for calendars",
    "learner.next_date_file": "a file for calendars",
    "public.to_provider": "leads to the provider",
    "public.from_provider": "leads on from the provider",
    "public.wait_for_referent": "needs a provider: test_provider.py looks at it",
    "public.leave_provider": "needs a provider: test_provider.py looks at it",
    "referent.identity": "needs a provider: test_provider.py looks at it",
    "public.metrics": "figures for a machine",
    "learner.diagnostic": "leads on to where the person was",
    "learner.cover": "needs a second diagnostic: test_second_diagnostic.py looks at it",
    "learner.former": "leads on to the address of today",
}
