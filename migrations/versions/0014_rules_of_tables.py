"""What a column may hold is a rule of its table; no two answers have one place.

Numbers out of their range are brought to its edge, and answers of one lesson, which shared a place,
follow one another: both are said. A word that no version of the code wrote stops the upgrade, with
the rows to look at; nothing is changed then.

Revision: 0014, after 0013.
"""

import logging

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

log = logging.getLogger(__name__)
ALMOST = 0.0001
# table, column, least, most
RANGES = (
    ('answer', 'outcome', 0, 1),
    ('answer', 'guess', ALMOST, 1 - ALMOST),
    ('answer', 'sequence', 1, None),
    ('attempt', 'satisfaction', 1, 3),
    ('card', 'number', 1, None),
    ('confidence', 'face', 1, 3),
    ('grid_version', 'version', 1, None),
    ('lesson_visit', 'misses', 0, None),
    ('passkey', 'sign_count', 0, None),
    ('review', 'misses', 0, None),
    ('review', 'place', 0, None),
    ('seat', 'number', 1, None),
    ('step', 'number', 1, None),
    ('summary', 'level', 1, None),
    ('summary', 'percent', 0, 100),
    ('summary', 'between_from', 1, None),
    ('summary', 'found_together', 0, None),
    ('workshop', 'capacity', 1, None),
    ('workshop', 'break_every', 1, None),
    ('workshop', 'arrivals', 0, None),
    ('workshop', 'next_meeting', 0, None),
    ('workshop', 'next_moves', 0, None),
)
STRICT = {('answer', 'guess'): '> 0 AND guess < 1'}
WHY = ('pas_offre', 'trop_loin', 'cout', 'transport', 'garde', 'pas_accessible', 'pas_moment', 'plus_envie', 'prefere_pas', 'passe')
WORDS = {
    ('answer', 'how'): ('seul', 'ensemble', 'ne_sait_pas', 'passe', 'lecon'),
    ('attempt', 'ended_how'): ('sur', 'doux', 'limite', 'ensemble', 'plus_de_question', 'arret'),
    ('confidence', 'moment'): ('avant', 'apres'),
    ('follow_up', 'contact'): ('sur_place', 'telephone', 'sms', 'visio'),
    ('issued_code', 'kind'): ('attestation', 'badge'),
    ('problem_report', 'kind'): ('comprendre', 'bouton', 'faute', 'autre'),
    ('problem_report', 'place'): ('diagnostic', 'lecon'),
    ('proposal', 'kind'): ('parcours', 'lecon', 'diagnostic', 'atelier', 'partenaire', 'externe'),
    ('proposal', 'modality'): ('seul', 'accompagne', 'atelier'),
    ('proposal', 'state'): ('proposee', 'accord', 'plus_tard', 'en_parler', 'non_merci', 'retiree'),
    ('proposal', 'why_learner'): WHY,
    ('proposal', 'why_staff'): WHY,
    ('step', 'kind'): ('geste', 'question'),
}


def upgrade() -> None:
    _stop_at_unknown_words()
    for table, column, least, most in RANGES:
        _bring_into_range(table, column, least, most)
    _let_answers_follow_one_another()
    for table in sorted({name for name, _ in _rules()}):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name, rule in _rules().items():
                if name[0] == table:
                    batch_op.create_check_constraint(op.f(f'ck_{table}_{name[1]}'), sa.text(rule))
    op.create_index(
        'uq_answer_learner_id_sequence', 'answer', ['learner_id', 'sequence'], unique=True,
        sqlite_where=sa.text('supersedes_id IS NULL'), postgresql_where=sa.text('supersedes_id IS NULL'),
    )


def downgrade() -> None:
    op.drop_index('uq_answer_learner_id_sequence', table_name='answer')
    for table in sorted({name for name, _ in _rules()}):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in _rules():
                if name[0] == table:
                    batch_op.drop_constraint(op.f(f'ck_{table}_{name[1]}'), type_='check')


def _rules() -> dict[tuple[str, str], str]:
    rules = {}
    for table, column, least, most in RANGES:
        span = f'>= {least}' if most is None else f'BETWEEN {least} AND {most}'
        rules[table, column] = f"{column} {STRICT.get((table, column), span)}"
    for (table, column), words in WORDS.items():
        listed = ', '.join(f"'{word}'" for word in words)
        rules[table, column] = f'{column} IN ({listed})'
    return rules


def _stop_at_unknown_words() -> None:
    unknown = []
    for (table, column), words in WORDS.items():
        rows = sa.table(table, sa.column('id', sa.Uuid()), sa.column(column, sa.String()))
        value = rows.c[column]
        query = sa.select(rows.c.id, value).where(value.is_not(None), value.not_in(words)).limit(5)
        for row_id, word in op.get_bind().execute(query):
            unknown.append(f"{table} {row_id}: {column} is {word!r}, not one of {', '.join(words)}")
    if unknown:
        raise ValueError('correct these rows, then upgrade again:\n' + '\n'.join(unknown))


def _bring_into_range(table: str, column: str, least: float, most: float | None) -> None:
    rows = sa.table(table, sa.column(column))
    value = rows.c[column]
    strict = (table, column) in STRICT
    beyond = [(value <= 0 if strict else value < least, least)]
    if most is not None:
        beyond.append((value >= 1 if strict else value > most, most))
    for outside, edge in beyond:
        count = op.get_bind().execute(rows.update().where(outside).values({column: edge})).rowcount
        if count:
            log.warning('%s.%s: %s rows were beyond %s, and have it now', table, column, count, edge)


def _let_answers_follow_one_another() -> None:
    """Those that replace another have its place; the others of a learner get 1, 2, 3… in order."""
    answer = sa.table(
        'answer', sa.column('id', sa.Uuid()), sa.column('learner_id', sa.Uuid()),
        sa.column('created_at'), sa.column('sequence', sa.Integer()), sa.column('supersedes_id', sa.Uuid()),
    )
    connection = op.get_bind()
    shared = (
        sa.select(answer.c.learner_id).where(answer.c.supersedes_id.is_(None))
        .group_by(answer.c.learner_id, answer.c.sequence).having(sa.func.count() > 1)
    )
    query = (
        sa.select(answer.c.id, answer.c.learner_id, answer.c.sequence, answer.c.supersedes_id)
        .where(answer.c.learner_id.in_(shared))
        .order_by(answer.c.learner_id, answer.c.sequence, answer.c.created_at, answer.c.id)
    )
    rows = connection.execute(query).all()
    former = {row.id: row.supersedes_id for row in rows}
    places: dict = {}
    last: dict = {}
    for row in rows:
        if row.supersedes_id is None:
            places[row.id] = last[row.learner_id] = last.get(row.learner_id, 0) + 1
    new = []
    for row in rows:
        first = row.id
        while former.get(first) is not None and former[first] in former:
            first = former[first]
        place = places.get(first, row.sequence)
        if place != row.sequence:
            new.append({'this': row.id, 'place': place})
    if new:
        change = answer.update().where(answer.c.id == sa.bindparam('this')).values(sequence=sa.bindparam('place'))
        connection.execute(change, new)
        log.warning('answer.sequence: %s rows of %s people have a place of their own now', len(new), len(last))
