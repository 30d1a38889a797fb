"""Who gets what at each address: the table that every route must stand in.

A row holds one status for each of `world.PEOPLE`, in that order: anonymous, learner, other learner,
counsellor, counsellor elsewhere, référent, référent elsewhere. Addresses hold the ids of the
learner, of their workshop and of their card; a POST sends a good token and nothing else. So 404
means « no such page for you », 422 that the form came back with its fault, 303 the way on or, for
somebody unknown, the door.
"""

from __future__ import annotations

GUARDED = {"learner", "counsellor", "referent"}  # blueprints that guard themselves

BEHIND_A_GUARD: dict[str, tuple[int, ...]] = {
    "counsellor.home": (303, 404, 404, 303, 303, 404, 404),
    "counsellor.learners": (303, 404, 404, 200, 200, 404, 404),
    "counsellor.learner": (303, 404, 404, 200, 404, 404, 404),
    "counsellor.see_for_real": (303, 404, 404, 404, 404, 404, 404),
    "counsellor.workshops": (303, 404, 404, 200, 200, 404, 404),
    "counsellor.open_new_workshop": (303, 404, 404, 422, 422, 404, 404),
    "counsellor.workshop": (303, 404, 404, 200, 404, 404, 404),
    "counsellor.lead_workshop": (303, 404, 404, 400, 404, 404, 404),
    "counsellor.workshop_screen": (303, 404, 404, 200, 404, 404, 404),
    "counsellor.cards": (303, 404, 404, 200, 200, 404, 404),
    "counsellor.work_on_cards": (303, 404, 404, 422, 422, 404, 404),
    "counsellor.print_cards": (303, 404, 404, 200, 200, 404, 404),
    "counsellor.lessons": (303, 404, 404, 200, 200, 404, 404),
    "counsellor.knowledge": (303, 404, 404, 200, 200, 404, 404),
    "counsellor.article": (303, 404, 404, 200, 200, 404, 404),
    "counsellor.first_hour": (303, 404, 404, 200, 200, 404, 404),
    "counsellor.lesson_sheet": (303, 404, 404, 200, 200, 404, 404),
    "referent.home": (303, 404, 404, 404, 404, 200, 200),
    "learner.call_help": (303, 303, 303, 404, 404, 404, 404),
    "learner.device": (303, 200, 200, 404, 404, 404, 404),
    "learner.choose_device": (303, 303, 303, 404, 404, 404, 404),
    "learner.not_me": (303, 200, 200, 404, 404, 404, 404),
    "learner.leave_to_other": (303, 303, 303, 404, 404, 404, 404),
    "learner.diagnostic": (303, 303, 303, 404, 404, 404, 404),
    "learner.item": (303, 200, 200, 404, 404, 404, 404),
    "learner.answer_item": (303, 409, 409, 404, 404, 404, 404),
    "learner.try_item": (303, 303, 303, 404, 404, 404, 404),
    "learner.do_try": (303, 303, 303, 404, 404, 404, 404),
    "learner.report_problem": (303, 303, 303, 404, 404, 404, 404),
    "learner.stop": (303, 200, 200, 404, 404, 404, 404),
    "learner.stop_now": (303, 303, 303, 404, 404, 404, 404),
    "learner.together": (303, 200, 200, 404, 404, 404, 404),
    "learner.begin_together": (303, 303, 303, 404, 404, 404, 404),
    "learner.gesture": (303, 303, 303, 404, 404, 404, 404),
    "learner.do_gesture": (303, 303, 303, 404, 404, 404, 404),
    "learner.hard": (303, 303, 303, 404, 404, 404, 404),
    "learner.choose_when_hard": (303, 303, 303, 404, 404, 404, 404),
    "learner.pause": (303, 200, 200, 404, 404, 404, 404),
    "learner.go_on": (303, 303, 303, 404, 404, 404, 404),
    "learner.result": (303, 200, 303, 404, 404, 404, 404),
    "learner.review": (303, 200, 303, 404, 404, 404, 404),
    "learner.review_item": (303, 200, 303, 404, 404, 404, 404),
    "learner.voice": (303, 200, 200, 404, 404, 404, 404),
    "learner.choose_voice": (303, 303, 303, 404, 404, 404, 404),
    "learner.card": (303, 200, 200, 404, 404, 404, 404),
    "learner.make_card": (303, 422, 422, 404, 404, 404, 404),
    "learner.my_data": (303, 200, 200, 404, 404, 404, 404),
    "learner.sharing": (303, 200, 200, 404, 404, 404, 404),
    "learner.choose_sharing": (303, 303, 303, 404, 404, 404, 404),
    "learner.progression": (303, 200, 200, 404, 404, 404, 404),
    "learner.badges": (303, 200, 200, 404, 404, 404, 404),
    "learner.choose_badges": (303, 303, 303, 404, 404, 404, 404),
    "learner.badge": (303, 200, 200, 404, 404, 404, 404),
    "learner.new_badge": (303, 200, 303, 404, 404, 404, 404),
    "learner.keep_new_badge": (303, 303, 303, 404, 404, 404, 404),
    "learner.tracks": (303, 200, 200, 404, 404, 404, 404),
    "learner.track": (303, 200, 200, 404, 404, 404, 404),
    "learner.tutorials": (303, 200, 200, 404, 404, 404, 404),
    "learner.words": (303, 200, 200, 404, 404, 404, 404),
    "learner.word": (303, 200, 200, 404, 404, 404, 404),
    "learner.lesson": (303, 200, 200, 404, 404, 404, 404),
    "learner.tutorial": (303, 200, 200, 404, 404, 404, 404),
    "learner.begin_lesson": (303, 303, 303, 404, 404, 404, 404),
    "learner.lesson_place": (303, 303, 303, 404, 404, 404, 404),
    "learner.show_me": (303, 303, 303, 404, 404, 404, 404),
    "learner.confidence": (303, 200, 200, 404, 404, 404, 404),
    "learner.say_confidence": (303, 303, 303, 404, 404, 404, 404),
    "learner.week_review": (303, 200, 200, 404, 404, 404, 404),
    "learner.choose_week_review": (303, 303, 303, 404, 404, 404, 404),
    "learner.week_review_item": (303, 303, 303, 404, 404, 404, 404),
    "learner.do_week_review_item": (303, 303, 303, 404, 404, 404, 404),
    "learner.week_review_shown": (303, 303, 303, 404, 404, 404, 404),
    "learner.week_review_end": (303, 303, 303, 404, 404, 404, 404),
    "learner.do_lesson_place": (303, 404, 404, 404, 404, 404, 404),
}

# Pages that need nobody signed in: the door, the ways in, reading comfort, help, notices, probes.
PUBLIC: dict[str, tuple[int, ...]] = {
    "public.home": (200, 200, 200, 303, 303, 303, 303),
    "public.start": (303, 303, 303, 303, 303, 303, 303),
    "public.accessibility": (200, 200, 200, 200, 200, 200, 200),
    "public.display": (200, 200, 200, 200, 200, 200, 200),
    "public.keep_display": (303, 303, 303, 303, 303, 303, 303),
    "public.help": (200, 200, 200, 200, 200, 200, 200),
    "public.workshop_door": (200, 200, 200, 200, 200, 200, 200),
    "public.take_seat": (303, 303, 303, 303, 303, 303, 303),
    "public.card_door": (200, 200, 200, 200, 200, 200, 200),
    "public.enter_by_card": (303, 303, 303, 303, 303, 303, 303),
    "public.composants": (200, 200, 200, 200, 200, 200, 200),
    "public.privacy_page": (200, 200, 200, 200, 200, 200, 200),
    "public.sign_in": (200, 200, 200, 303, 303, 303, 303),
    "public.check_sign_in": (422, 422, 422, 422, 422, 422, 422),
    "public.enter": (200, 200, 200, 200, 200, 200, 200),
    "public.read_typed_code": (422, 422, 422, 422, 422, 422, 422),
    "public.digits": (303, 303, 303, 303, 303, 303, 303),
    "public.check_digits": (303, 303, 303, 303, 303, 303, 303),
    "public.legal": (200, 200, 200, 200, 200, 200, 200),
    "public.site_map": (200, 200, 200, 200, 200, 200, 200),
    "public.come_back": (404, 404, 404, 404, 404, 404, 404),
    "public.come_back_digits": (404, 404, 404, 404, 404, 404, 404),
    "public.check_come_back_digits": (404, 404, 404, 404, 404, 404, 404),
    "public.issuer": (200, 200, 200, 200, 200, 200, 200),
    "public.achievement": (200, 200, 200, 200, 200, 200, 200),
    "public.revoked": (200, 200, 200, 200, 200, 200, 200),
    "public.badge_picture": (200, 200, 200, 200, 200, 200, 200),
    "public.ready": (200, 200, 200, 200, 200, 200, 200),
    "public.alive": (200, 200, 200, 200, 200, 200, 200),
    "public.sign_out_page": (200, 200, 200, 200, 200, 200, 200),
    "public.leave": (303, 303, 303, 303, 303, 303, 303),
    "static": (200, 200, 200, 200, 200, 200, 200),
}

EXPECTED = BEHIND_A_GUARD | PUBLIC

# Leaving by htmx makes the browser load the door whole.
BY_HTMX = EXPECTED | {
    "learner.leave_to_other": (303, 200, 200, 404, 404, 404, 404),
    "public.leave": (200, 200, 200, 200, 200, 200, 200),
}

# The only pages whose reading is written down (security 7): who looked at whom.
LOOKED_AT = {"counsellor.learners", "counsellor.learner"}
