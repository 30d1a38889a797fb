"""`flask export-answers` and `flask rebuild`: what follows from the stored answers."""

from __future__ import annotations

import csv
import hashlib
import hmac
import json
import sys
from collections.abc import Iterator
from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import aliased

from pixlearn.accounts.store import Learner
from pixlearn.cli.acting import as_learner
from pixlearn.cli.one_line import DatabaseCommand
from pixlearn.config import Settings
from pixlearn.content.current import catalogue
from pixlearn.db import db, transaction
from pixlearn.mastery.store import Answer
from pixlearn.progression.service import rebuild, sum_up
from pixlearn.progression.store import Summary

COLUMNS = ("learner", "submission", "item", "content_hash", "outcome", "how", "date")
AT_ONCE = 1000  # rows read at a time
A_BATCH = 100  # learners a transaction
Row = dict[str, str | float]


@click.command("export-answers", cls=DatabaseCommand)
@click.option("--json", "as_json", is_flag=True, help="One JSON array instead of CSV.")
@with_appcontext
def export_answers_command(*, as_json: bool) -> None:
    """Write the answers that stand, without names, for research and recalibration.

    A learner is a word of 32 signs made from the id with the pepper: the same at each export,
    found in no table. The date is the day, in UTC; what was chosen or written is left out.
    """
    settings: Settings = current_app.extensions["pixlearn_settings"]
    rows = pseudonymous_answers(settings.pepper)
    if as_json:
        before = "["
        for row in rows:
            click.echo(f"{before}{json.dumps(row)}")
            before = ","
        click.echo("]" if before == "," else "[]")
        return
    writer = csv.DictWriter(sys.stdout, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)


@click.command("rebuild", cls=DatabaseCommand)
@with_appcontext
def rebuild_command() -> None:
    """Compute every learner's summary again from the answers, and give badges that are missing."""
    learners = list(db.session.execute(select(Learner.id).order_by(Learner.id)).scalars())
    for start in range(0, len(learners), A_BATCH):
        with transaction():
            for learner_id in learners[start : start + A_BATCH]:
                rebuild(as_learner(learner_id), learner_id, catalogue())
    click.echo(f"{len(learners)} learners looked at again.")


def keep_missing_masteries() -> int:
    """Sum up again whoever has answers and no kept mastery, as after an upgrade from a version
    that kept none; tells how many there were."""
    kept = select(Summary.learner_id).where(Summary.mastery.is_not(None))
    query = select(Answer.learner_id).where(Answer.learner_id.not_in(kept)).distinct()
    learners = sorted(db.session.execute(query).scalars())
    for start in range(0, len(learners), A_BATCH):
        with transaction():
            for learner_id in learners[start : start + A_BATCH]:
                sum_up(as_learner(learner_id), learner_id, catalogue())
    return len(learners)


def pseudonymous_answers(pepper: str) -> Iterator[Row]:
    """Each answer that no later one supersedes, learner by learner, in the order given.

    Professionals who try the site are left out: they know the answers.
    """
    newer = aliased(Answer)
    superseded = select(newer.id).where(
        newer.learner_id == Answer.learner_id, newer.supersedes_id == Answer.id
    )
    query = (
        select(
            Answer.learner_id,
            Answer.submission_id,
            Answer.item_id,
            Answer.content_hash,
            Answer.outcome,
            Answer.how,
            Answer.created_at,
        )
        .join(Learner, Learner.id == Answer.learner_id)
        .where(~superseded.exists(), ~Learner.practice)
        .order_by(Answer.learner_id, Answer.sequence, Answer.id)
        .execution_options(yield_per=AT_ONCE)
    )
    return (
        {
            "learner": pseudonym(pepper, row.learner_id),
            "submission": str(row.submission_id),
            "item": row.item_id,
            "content_hash": row.content_hash,
            "outcome": row.outcome,
            "how": row.how,
            "date": row.created_at.date().isoformat(),
        }
        for row in db.session.execute(query)
    )


def pseudonym(pepper: str, learner_id: UUID) -> str:
    """A learner's word in exports: without the pepper, nobody finds the learner from it."""
    return hmac.new(pepper.encode(), b"export" + learner_id.bytes, hashlib.sha256).hexdigest()[:32]
