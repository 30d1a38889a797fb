"""The pages: one blueprint an audience, and what all pages share."""

from __future__ import annotations

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from pixlearn.web import components, headers, kept, login, logs, sending
from pixlearn.web.account import bp as account
from pixlearn.web.counsellor import bp as counsellor
from pixlearn.web.display import current_display
from pixlearn.web.errors import init_errors
from pixlearn.web.i18n import init_i18n
from pixlearn.web.learner import bp as learner
from pixlearn.web.place_in_room import init_place_in_room
from pixlearn.web.practice import bp as practice
from pixlearn.web.preview import bp as preview
from pixlearn.web.public import bp as public
from pixlearn.web.referent import bp as referent
from pixlearn.web.uploads import init_uploads
from pixlearn.web.whole import SlugConverter, WholeConverter, WordConverter


def register(app: Flask) -> None:
    """Give the app its pages, its guards, its headers, its logs and its error pages."""
    app.url_map.converters |= {
        "int": WholeConverter,
        "default": WordConverter,
        "slug": SlugConverter,
    }
    logs.init_logs(app)
    headers.init_headers(app)
    sending.init_sending(app)
    init_uploads(app)
    CSRFProtect(app)
    login.init_login(app)
    init_i18n(app)
    init_errors(app)
    kept.init_kept(app)
    components.install(app)
    init_place_in_room(app)
    app.context_processor(login.context)
    app.context_processor(lambda: {"display": current_display()})
    for blueprint in (public, learner, counsellor, referent, account, practice):
        app.register_blueprint(blueprint)
    if not app.extensions["pixlearn_settings"].production:
        app.register_blueprint(preview)
