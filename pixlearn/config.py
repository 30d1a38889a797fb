"""Settings: read once from the environment, checked, then frozen."""

from __future__ import annotations

import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
SECRET_BYTES = 32
KNOWN_SAMPLES = ("change-me", "changeme", "secret", "dev", "test", "pixlearn")
DRIVER = "postgresql+psycopg://"  # the one that is installed, however the address is written
NO = {"", "0", "false", "no", "off"}
OIDC = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "ACR_VALUES", "NAME")
PROVIDER_NAME = "ProConnect"
LONGEST_NAME = 40
THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}
KEY_ID = re.compile(r"[A-Za-z0-9-]{1,20}")


class BadSettings(Exception):
    """A setting is missing or unsafe; the message says which and what to do."""


P256, ED25519 = "P-256", "Ed25519"
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@dataclass(frozen=True, slots=True)
class BadgeKey:
    """A private key of badge files; ``id`` says which, when keys follow.

    ``seed``: 32 bytes. Keys of the curve P-256 sign (ES256); those of Ed25519, of before, only
    check what they signed.
    """

    id: str
    seed: bytes = field(repr=False)
    curve: str = P256

    @property
    def signs(self) -> bool:
        """Whether new files are signed with it."""
        return self.curve == P256

    def line(self) -> str:
        """The key as it is written in ``PIXLEARN_BADGE_KEYS``."""
        seed = urlsafe_b64encode(self.seed).decode().rstrip("=")
        return f"{self.id}:{seed}" if self.curve == ED25519 else f"{self.id}:{self.curve}:{seed}"


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID Connect provider at which professionals may sign in, as ProConnect.

    With ``acr_values``, it has to vouch for one of these levels.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    acr_values: tuple[str, ...] = ()
    name: str = PROVIDER_NAME


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may differ between two installations.

    ``secret_key`` signs cookies; ``pepper`` is mixed into card codes and digits and never stands
    in the database. ``trusted_proxies`` counts the proxies in front of the app. The
    first of ``badge_keys`` that signs makes badge files, all of them verify; without one none can
    be made.
    Without ``smtp_url`` no mail leaves: links are handed over by people. Without ``provider``
    professionals sign in with their password alone.
    """

    database_url: str
    secret_key: str
    pepper: str
    env: str = "development"
    public_url: str = "http://127.0.0.1:8000"
    trusted_proxies: int = 0
    limits: bool = True
    debug: bool = False
    badge_keys: tuple[BadgeKey, ...] = ()
    smtp_url: str = field(default="", repr=False)  # it may hold a password
    mail_from: str = ""
    metrics_token: str = field(default="", repr=False)
    provider: Provider | None = None
    content: Path = ROOT / "content"
    instance: Path = ROOT / "instance"

    @property
    def production(self) -> bool:
        """True when real people use this installation."""
        return self.env == "production"

    @property
    def secure(self) -> bool:
        """True when cookies travel over TLS only; plain http is for development."""
        return self.public_url.startswith("https://")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Settings:
        """Read ``PIXLEARN_*``; outside production, missing secrets are made once in ``instance/``.

        Raises:
            BadSettings: one sentence a person can act on.
        """
        env = environ.get("PIXLEARN_ENV", "development")
        if env not in {"development", "production"}:
            raise BadSettings(f"PIXLEARN_ENV must be 'development' or 'production', not {env!r}.")
        instance = Path(environ.get("PIXLEARN_INSTANCE", ROOT / "instance"))
        settings = cls(
            database_url=_database_url(
                environ.get("PIXLEARN_DATABASE_URL", f"sqlite:///{instance / 'pixlearn.db'}")
            ),
            secret_key=environ.get("PIXLEARN_SECRET_KEY", ""),
            pepper=environ.get("PIXLEARN_PEPPER", ""),
            env=env,
            public_url=environ.get("PIXLEARN_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
            trusted_proxies=_count(environ.get("PIXLEARN_TRUSTED_PROXIES", "0")),
            limits=environ.get("PIXLEARN_LIMITS", "on") != "off",
            debug=environ.get("FLASK_DEBUG", "").lower() not in NO,
            badge_keys=_badge_keys(environ.get("PIXLEARN_BADGE_KEYS", "")),
            smtp_url=environ.get("PIXLEARN_SMTP_URL", ""),
            mail_from=environ.get("PIXLEARN_MAIL_FROM", ""),
            metrics_token=environ.get("PIXLEARN_METRICS_TOKEN", ""),
            provider=_provider(environ, production=env == "production"),
            content=_content(environ.get("PIXLEARN_CONTENT", "")),
            instance=instance,
        )
        settings.refuse_bad_mail()
        if not settings.production:
            return replace(
                settings,
                secret_key=settings.secret_key or _development_secret(instance, "secret_key"),
                pepper=settings.pepper or _development_secret(instance, "pepper"),
                badge_keys=settings.badge_keys or _development_badge_keys(instance),
            )
        settings.refuse_unsafe()
        return settings

    def refuse_bad_mail(self) -> None:
        """Raise `BadSettings` when mail is half set; the refusal repeats nothing."""
        if bool(self.smtp_url) != bool(self.mail_from):
            raise BadSettings("PIXLEARN_SMTP_URL and PIXLEARN_MAIL_FROM go together.")
        server = urlsplit(self.smtp_url)
        if self.smtp_url and (server.scheme not in {"smtp", "smtps"} or not server.hostname):
            raise BadSettings(
                "PIXLEARN_SMTP_URL must be written smtps://user:password@server"
                " (or smtp://, which turns to TLS)."
            )

    def refuse_unsafe(self) -> None:
        """Raise `BadSettings` when this installation must not serve real people."""
        for name, value in (
            ("PIXLEARN_SECRET_KEY", self.secret_key),
            ("PIXLEARN_PEPPER", self.pepper),
        ):
            if not value:
                raise BadSettings(f"{name} is missing. Set it to 32 random bytes or more.")
            if len(value.encode()) < SECRET_BYTES:
                raise BadSettings(f"{name} is too short. Set it to 32 random bytes or more.")
            if len(set(value)) < 8 or any(value.lower().startswith(s) for s in KNOWN_SAMPLES):
                raise BadSettings(f"{name} looks like a sample. Set it to 32 random bytes.")
        if self.secret_key == self.pepper:
            raise BadSettings("PIXLEARN_SECRET_KEY and PIXLEARN_PEPPER must differ.")
        if not self.secure:
            raise BadSettings("PIXLEARN_PUBLIC_URL must begin with https:// in production.")
        if not self.limits:
            raise BadSettings("PIXLEARN_LIMITS=off is for development only.")
        if self.debug:
            raise BadSettings("FLASK_DEBUG shows the code of the site: unset it in production.")


def _content(text: str) -> Path:
    """The folder that holds `fr/`; the project's own unless another one is named."""
    folder = Path(text).resolve() if text else ROOT / "content"
    if not (folder / "fr").is_dir():
        raise BadSettings(
            f"PIXLEARN_CONTENT must be a folder with a folder fr in it, not {text!r}."
        )
    return folder


def _count(text: str) -> int:
    if not text.isdecimal():
        raise BadSettings(f"PIXLEARN_TRUSTED_PROXIES must be a number, not {text!r}.")
    return int(text)


def _badge_keys(text: str) -> tuple[BadgeKey, ...]:
    """Read ``id:P-256:base64seed,id:base64seed``; a refusal never repeats what was written."""
    keys = tuple(_badge_key(part.strip()) for part in text.split(",") if part.strip())
    if len({key.id for key in keys}) < len(keys):
        raise BadSettings("PIXLEARN_BADGE_KEYS holds two keys with the same id.")
    return keys


def _development_badge_keys(instance: Path) -> tuple[BadgeKey, ...]:
    """The key kept in ``instance/``, and the one of before curves were named, where it is."""
    lines = [f"local-es256:{P256}:{_development_secret(instance, 'badge_key_es256')}"]
    if (instance / "badge_key").exists():
        lines.append(f"local:{_development_secret(instance, 'badge_key')}")
    return _badge_keys(",".join(lines))


def _badge_key(text: str) -> BadgeKey:
    name, _, rest = text.partition(":")
    former = ":" not in rest  # keys written before curves were named
    curve, seed = (ED25519, rest) if former else rest.split(":", 1)
    try:
        key = BadgeKey(name, urlsafe_b64decode(f"{seed}{'=' * (-len(seed) % 4)}"), curve)
    except ValueError:
        key = BadgeKey(name, b"")
    good = len(key.seed) == SECRET_BYTES and curve in (P256, ED25519)
    if key.signs:  # a number from 1 to the order of the curve (FIPS 186-5, A.2)
        good = good and 0 < int.from_bytes(key.seed) < P256_ORDER
    if not good or not KEY_ID.fullmatch(name) or key.line() != text:
        raise BadSettings(
            "PIXLEARN_BADGE_KEYS holds a key that cannot be read:"
            " write the line that `flask new-badge-key` prints."
        )
    return key


def _provider(environ: Mapping[str, str], *, production: bool) -> Provider | None:
    """Read ``PIXLEARN_OIDC_*``: issuer, id and secret go together; a refusal repeats no secret."""
    given = {name: environ.get(f"PIXLEARN_OIDC_{name}", "").strip() for name in OIDC}
    if not any(given.values()):
        return None
    missing = [f"PIXLEARN_OIDC_{name}" for name in OIDC[:3] if not given[name]]
    if missing:
        raise BadSettings(f"The settings PIXLEARN_OIDC_ go together: set {' and '.join(missing)}.")
    if not safe_address(given["ISSUER"], production=production) or set(given["ISSUER"]) & {*"?#"}:
        raise BadSettings("PIXLEARN_OIDC_ISSUER must be the provider's address, with https://.")
    name = given["NAME"] or PROVIDER_NAME
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise BadSettings(f"PIXLEARN_OIDC_NAME must be {LONGEST_NAME} signs or less.")
    return Provider(
        issuer=given["ISSUER"],
        client_id=given["CLIENT_ID"],
        client_secret=given["CLIENT_SECRET"],
        acr_values=tuple(given["ACR_VALUES"].split()),
        name=name,
    )


def safe_address(text: str, *, production: bool) -> bool:
    """Tell whether secrets may travel to this address: over TLS, or to this machine while trying.

    An address that cannot be read is not safe.
    """
    try:
        address = urlsplit(text)
        return bool(address.hostname) and (
            address.scheme == "https"
            or (not production and address.scheme == "http" and address.hostname in THIS_MACHINE)
        )
    except ValueError:
        return False


def _database_url(text: str) -> str:
    scheme, separator, place = text.partition("://")
    if (
        not separator
        or not place
        or scheme.partition("+")[0]
        not in {
            "sqlite",
            "postgres",
            "postgresql",
        }
    ):
        raise BadSettings("PIXLEARN_DATABASE_URL must begin with sqlite:/// or postgresql://.")
    return f"{DRIVER}{place}" if scheme in {"postgres", "postgresql"} else text


def _development_secret(instance: Path, name: str) -> str:
    """Return the secret kept in ``instance/``, made the first time, readable by its owner alone."""
    path = instance / name
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        draft = instance / f"{name}.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(SECRET_BYTES))
        with suppress(FileExistsError):  # another process was faster: its secret is the one
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text().strip()
