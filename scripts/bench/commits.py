"""A named commit as a folder of its own, with its own environment, made once."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".bench"


class Missing(Exception):
    """The commit cannot be had; its words say what to do."""


@dataclass(frozen=True, slots=True)
class Code:
    """One state of the code: where it stands, and the folder of its programs."""

    name: str
    root: Path
    bin: Path


def working_tree() -> Code:
    """What is being worked on, changes that are not committed included."""
    changed = "+" if _git("status", "--porcelain", "--untracked-files=no") else ""
    return Code(_git("rev-parse", "--short", "HEAD") + changed, ROOT, ROOT / ".venv" / "bin")


def commit(name: str) -> Code:
    """The commit of this name in `.bench/`, its requirements installed as it says itself.

    Raises:
        Missing: it is not in this clone, or cannot be installed.
    """
    try:
        short = _git("rev-parse", "--short=7", "--verify", "--quiet", f"{name}^{{commit}}")
    except subprocess.CalledProcessError:
        words = (
            f"The commit {name} is not in this clone, so nothing can be compared with it."
            " Fetch the whole history (git fetch --unshallow), or name another: AGAINST=…"
        )
        raise Missing(words) from None
    root = KEPT / short
    if not (root / ".git").exists():
        KEPT.mkdir(exist_ok=True)
        _git("worktree", "prune")
        _git("worktree", "add", "--detach", "--force", str(root), short)
    print(f"{short}: its environment …", flush=True)
    script = [str(root / "scripts" / "environment.sh"), "run"]
    done = subprocess.run(script, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(f"{short} could not be installed:\n{done.stdout}{done.stderr}")
    return Code(short, root, root / ".venv" / "bin")


def _git(*words: str) -> str:
    command = ["git", "-C", str(ROOT), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
