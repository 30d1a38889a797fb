"""pixlearn: a learner app for people who begin with digital tools."""

from __future__ import annotations

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from pixlearn import config
from pixlearn.content import load_languages
from pixlearn.content.current import use
from pixlearn.db import configure, db, part_from_session


def create_app(settings: config.Settings) -> Flask:
    """Put the parts together: database, content, pages, commands.

    Raises:
        ContentError: a content file has a fault; the app does not start on bad content.
    """
    from pixlearn import cli, web
    from pixlearn.web.typed import TypedRequest
    from pixlearn.web.typesetting import TypesetEnvironment

    app = Flask(
        __name__,
        instance_path=str(settings.instance),
        template_folder=str(config.ROOT / "templates"),
        static_folder=str(config.ROOT / "static"),
    )
    app.request_class = TypedRequest
    app.jinja_environment = TypesetEnvironment
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": True, "hide_parameters": True},
        SESSION_COOKIE_NAME="__Host-pixlearn" if settings.secure else "pixlearn",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,  # sent at sign-in, for as long as a session can last
        PERMANENT_SESSION_LIFETIME=90 * 24 * 3600,
        MAX_CONTENT_LENGTH=64 * 1024,
        MAX_FORM_MEMORY_SIZE=64 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # Origin and Sec-Fetch-Site are checked in web/headers.py
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["pixlearn_settings"] = settings
    use(*load_languages(settings.content))
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    db.init_app(app)
    app.teardown_appcontext(lambda _error: part_from_session())  # before the library's own
    with app.app_context():
        configure(db.engine)
    web.register(app)
    cli.register(app)
    return app
