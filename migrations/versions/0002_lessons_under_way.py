"""Lessons under way: a new table, nothing happens to existing rows.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

from pixlearn.db import UtcDateTime

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('lesson_visit',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('lesson_id', sa.String(length=10), nullable=False),
    sa.Column('place', sa.String(length=20), nullable=False),
    sa.Column('submission_id', sa.Uuid(), nullable=False),
    sa.Column('misses', sa.Integer(), nullable=False),
    sa.Column('solved', sa.Boolean(), nullable=False),
    sa.Column('draft', sa.JSON(), nullable=True),
    sa.Column('given', sa.JSON(), nullable=True),
    sa.Column('finished_at', UtcDateTime(), nullable=True),
    sa.Column('done_for_real_at', UtcDateTime(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_lesson_visit_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lesson_visit')),
    sa.UniqueConstraint('learner_id', 'lesson_id', name=op.f('uq_lesson_visit_learner_id_lesson_id'))
    )
    with op.batch_alter_table('lesson_visit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lesson_visit_learner_id'), ['learner_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('lesson_visit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_lesson_visit_learner_id'))

    op.drop_table('lesson_visit')
