"""Settings from the environment: what production refuses, what development makes for itself."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from pixlearn.cli.badge_keys import new_badge_key_command
from pixlearn.config import ED25519, BadgeKey, BadSettings, Provider, Settings

KEY = "k8Qz2VxN4pR7tW1yB5mC9dF3gH6jL0aS"
PEPPER = "Zr4Tq8Ws1Xe5Cd9Vf3Bg7Nh2Mj6Kl0Pu"
BADGE_KEY = BadgeKey("2026-11", bytes(range(200, 232)))
OLD_BADGE_KEY = BadgeKey("2025-01", bytes(range(32)), ED25519)
GOOD = {
    "PIXLEARN_ENV": "production",
    "PIXLEARN_SECRET_KEY": KEY,
    "PIXLEARN_PEPPER": PEPPER,
    "PIXLEARN_PUBLIC_URL": "https://pixlearn.example/",
}


def refusal(**changes: str | None) -> str:
    """What production says of these settings."""
    environ = {name: value for name, value in (GOOD | changes).items() if value is not None}
    with pytest.raises(BadSettings) as caught:
        Settings.from_environ(environ)
    return str(caught.value)


def test_production_starts_with_all_that_it_needs() -> None:
    settings = Settings.from_environ(GOOD)
    assert (settings.production, settings.secure, settings.limits) == (True, True, True)
    assert settings.public_url == "https://pixlearn.example"
    assert settings.trusted_proxies == 0


@pytest.mark.parametrize("name", ["PIXLEARN_SECRET_KEY", "PIXLEARN_PEPPER"])
@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "is missing"),
        ("", "is missing"),
        ("k8Qz2VxN4pR7tW1yB5mC9dF3gH6jL0a", "is too short"),
        ("change-me-change-me-change-me-change-me", "looks like a sample"),
        ("development-0123456789abcdefghijklmnop", "looks like a sample"),
        ("Secret-0123456789abcdefghijklmnopqrstu", "looks like a sample"),
        ("abababababababababababababababababab", "looks like a sample"),
    ],
)
def test_production_refuses_a_weak_secret(name: str, value: str | None, words: str) -> None:
    said = refusal(**{name: value})
    assert said.startswith(name)
    assert words in said


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"PIXLEARN_PEPPER": KEY}, "must differ"),
        ({"PIXLEARN_CONTENT": "nowhere"}, "PIXLEARN_CONTENT"),
        ({"PIXLEARN_PUBLIC_URL": "http://pixlearn.example"}, "PIXLEARN_PUBLIC_URL"),
        ({"PIXLEARN_PUBLIC_URL": None}, "PIXLEARN_PUBLIC_URL"),
        ({"PIXLEARN_LIMITS": "off"}, "PIXLEARN_LIMITS"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"FLASK_DEBUG": "true"}, "FLASK_DEBUG"),
        ({"PIXLEARN_ENV": "prod"}, "PIXLEARN_ENV"),
        ({"PIXLEARN_TRUSTED_PROXIES": "all"}, "PIXLEARN_TRUSTED_PROXIES"),
        ({"PIXLEARN_TRUSTED_PROXIES": "-1"}, "PIXLEARN_TRUSTED_PROXIES"),
        ({"PIXLEARN_DATABASE_URL": "mysql://db/pixlearn"}, "PIXLEARN_DATABASE_URL"),
        ({"PIXLEARN_DATABASE_URL": "pixlearn.db"}, "PIXLEARN_DATABASE_URL"),
        ({"PIXLEARN_DATABASE_URL": ""}, "PIXLEARN_DATABASE_URL"),
    ],
)
def test_production_refuses_what_is_unsafe_in_one_line(
    changes: dict[str, str | None], named: str
) -> None:
    said = refusal(**changes)
    assert named in said
    assert "\n" not in said


def test_a_refusal_never_repeats_a_secret() -> None:
    said = refusal(PIXLEARN_DATABASE_URL=f"oracle://user:{KEY}@db/pixlearn")
    said += refusal(PIXLEARN_SECRET_KEY=KEY[:20])
    assert KEY[:20] not in said


def test_production_needs_no_badge_key() -> None:
    assert Settings.from_environ(GOOD).badge_keys == ()


def test_badge_keys_are_read_in_their_order() -> None:
    written = f"{BADGE_KEY.line()}, {OLD_BADGE_KEY.line()}"
    settings = Settings.from_environ(GOOD | {"PIXLEARN_BADGE_KEYS": written})
    assert settings.badge_keys == (BADGE_KEY, OLD_BADGE_KEY)


@pytest.mark.parametrize(
    "written",
    [
        BADGE_KEY.line()[:-4],
        BADGE_KEY.line() + "AAAA",
        BADGE_KEY.line().rpartition(":")[2],
        f"2026-11:P-256:{'A' * 43}",
        f"2026-11:P-384:{'B' * 43}",
        BADGE_KEY.line().replace(":", ";"),
        BADGE_KEY.line().replace("2026-11", "new key"),
        BADGE_KEY.line()[:-1] + "é",
        f"{BADGE_KEY.line()},{BADGE_KEY.line()}",
    ],
)
@pytest.mark.parametrize("env", ["production", "development"])
def test_a_badge_key_that_cannot_be_read_is_refused(written: str, env: str) -> None:
    said = refusal(PIXLEARN_BADGE_KEYS=written, PIXLEARN_ENV=env)
    assert said.startswith("PIXLEARN_BADGE_KEYS holds ")
    assert BADGE_KEY.line()[14:26] not in said


def test_a_new_badge_key_is_written_as_settings_read_it() -> None:
    first, second = (CliRunner().invoke(new_badge_key_command).output.strip() for _ in "ab")
    settings = Settings.from_environ(GOOD | {"PIXLEARN_BADGE_KEYS": f"{first},{second}"})
    assert [key.line() for key in settings.badge_keys] == [first, second]
    assert settings.badge_keys[0].seed != settings.badge_keys[1].seed


def test_a_badge_key_shows_its_secret_only_when_asked() -> None:
    assert BADGE_KEY.line().rpartition(":")[2] not in repr(BADGE_KEY)
    assert str(BADGE_KEY.seed) not in repr(BADGE_KEY)


@pytest.mark.parametrize("written", ["postgres", "postgresql", "postgresql+psycopg"])
def test_an_address_of_postgresql_uses_the_driver_that_is_installed(written: str) -> None:
    settings = Settings.from_environ(GOOD | {"PIXLEARN_DATABASE_URL": f"{written}://u:p@db/x"})
    assert settings.database_url == "postgresql+psycopg://u:p@db/x"


def test_development_makes_its_secrets_once_for_its_owner_alone(tmp_path: Path) -> None:
    environ = {"PIXLEARN_INSTANCE": str(tmp_path / "new")}
    first, second = Settings.from_environ(environ), Settings.from_environ(environ)
    assert (first.secret_key, first.pepper) == (second.secret_key, second.pepper)
    assert (first.badge_keys, len(first.badge_keys)) == (second.badge_keys, 1)
    assert first.secret_key != first.pepper
    assert min(len(first.secret_key), len(first.pepper)) >= 43
    files = sorted((tmp_path / "new").iterdir())
    assert [file.name for file in files] == ["badge_key_es256", "pepper", "secret_key"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_development_keeps_the_secrets_it_is_given(tmp_path: Path) -> None:
    environ = {
        "PIXLEARN_INSTANCE": str(tmp_path),
        "PIXLEARN_SECRET_KEY": "a",
        "PIXLEARN_PEPPER": "b",
        "PIXLEARN_BADGE_KEYS": BADGE_KEY.line(),
    }
    settings = Settings.from_environ(environ)
    assert (settings.secret_key, settings.pepper) == ("a", "b")
    assert settings.badge_keys == (BADGE_KEY,)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("smtps://mail.example", None),
        (None, "pixlearn@structure.example"),
        ("https://mail.example", "pixlearn@structure.example"),
        ("smtps://", "pixlearn@structure.example"),
    ],
)
def test_mail_is_set_whole_or_not_at_all(url: str | None, sender: str | None) -> None:
    words = refusal(PIXLEARN_SMTP_URL=url, PIXLEARN_MAIL_FROM=sender)
    assert "PIXLEARN_SMTP_URL" in words
    assert "mail.example" not in words


def test_the_password_of_the_mail_server_shows_nowhere() -> None:
    mail = {
        "PIXLEARN_SMTP_URL": "smtps://us:between-us@mail.example",
        "PIXLEARN_MAIL_FROM": "pixlearn@structure.example",
    }
    settings = Settings.from_environ(GOOD | mail)
    assert settings.smtp_url == mail["PIXLEARN_SMTP_URL"]
    assert "between-us" not in repr(settings)


OIDC = {
    "PIXLEARN_OIDC_ISSUER": "https://provider.example/api/v2",
    "PIXLEARN_OIDC_CLIENT_ID": "pixlearn",
    "PIXLEARN_OIDC_CLIENT_SECRET": "what-nobody-may-read",
}


def test_a_provider_is_read_whole() -> None:
    more = {"PIXLEARN_OIDC_ACR_VALUES": "eidas2  eidas3", "PIXLEARN_OIDC_NAME": "Mon entrée"}
    settings = Settings.from_environ(GOOD | OIDC | more)
    assert settings.provider == Provider(
        "https://provider.example/api/v2",
        "pixlearn",
        "what-nobody-may-read",
        ("eidas2", "eidas3"),
        "Mon entrée",
    )
    assert "what-nobody" not in repr(settings)


def test_a_provider_is_called_proconnect_unless_said() -> None:
    provider = Settings.from_environ(GOOD | OIDC).provider
    assert provider is not None
    assert (provider.name, provider.acr_values) == ("ProConnect", ())


def test_no_provider_unless_said() -> None:
    assert Settings.from_environ(GOOD).provider is None


@pytest.mark.parametrize("name", OIDC)
def test_a_provider_is_set_whole_or_not_at_all(name: str) -> None:
    words = refusal(**(OIDC | {name: " "}))
    assert name in words
    assert "what-nobody" not in words


@pytest.mark.parametrize("name", ["ACR_VALUES", "NAME"])
def test_what_is_said_of_no_provider_is_refused(name: str) -> None:
    assert "PIXLEARN_OIDC_ISSUER" in refusal(**{f"PIXLEARN_OIDC_{name}": "eidas2"})


@pytest.mark.parametrize(
    "issuer",
    [
        "http://provider.example",
        "http://127.0.0.1:9400",
        "provider.example",
        "https://",
        "https://[",
        "https://provider.example/?of=us",
        "https://provider.example/#us",
    ],
)
def test_production_asks_a_provider_over_tls_only(issuer: str) -> None:
    assert "https://" in refusal(**(OIDC | {"PIXLEARN_OIDC_ISSUER": issuer}))


def test_development_may_ask_this_machine(tmp_path: Path) -> None:
    here = OIDC | {"PIXLEARN_OIDC_ISSUER": "http://127.0.0.1:9400"}
    settings = Settings.from_environ(here | {"PIXLEARN_INSTANCE": str(tmp_path)})
    assert settings.provider is not None


def test_the_name_of_a_provider_fits_on_a_button() -> None:
    assert "40" in refusal(**(OIDC | {"PIXLEARN_OIDC_NAME": "n" * 41}))
