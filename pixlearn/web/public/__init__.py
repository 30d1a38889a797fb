"""Pages that need nobody signed in: the door, the ways in, help, notices."""

from pixlearn.web.public import (
    badge_pictures,
    forgotten,
    health,
    home,
    issuer,
    join,
    leaving,
    logos,
    metrics,
    notices,
    provider,
    reading,
    second_step,
    staff,
    staying,
    verify,
    ways_in,
)
from pixlearn.web.public.blueprint import bp

__all__ = [
    "badge_pictures",
    "bp",
    "forgotten",
    "health",
    "home",
    "issuer",
    "join",
    "leaving",
    "logos",
    "metrics",
    "notices",
    "provider",
    "reading",
    "second_step",
    "staff",
    "staying",
    "verify",
    "ways_in",
]
