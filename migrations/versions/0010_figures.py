"""Figures are kept by closed month; a reported question names nobody; a structure may be closed.

Revision: 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

from pixlearn.db import UtcDateTime

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('closed_month',
    sa.Column('structure_id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_closed_month_structure_id_structure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_closed_month')),
    sa.UniqueConstraint('structure_id', 'month', name=op.f('uq_closed_month_structure_id_month'))
    )
    op.create_table('counted_fact',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('structure_id', sa.Uuid(), nullable=False),
    sa.Column('fact', sa.String(length=200), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_counted_fact_learner_id_learner'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_counted_fact_structure_id_structure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_counted_fact')),
    sa.UniqueConstraint('learner_id', 'structure_id', 'fact', name=op.f('uq_counted_fact_learner_id_structure_id_fact'))
    )
    with op.batch_alter_table('structure', schema=None) as batch_op:
        batch_op.add_column(sa.Column('closed_at', UtcDateTime(), nullable=True))

    # What was reported stays; who reported it is forgotten.
    with op.batch_alter_table('problem_report', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_problem_report_learner_id_item_id_content_hash'), type_='unique')
        batch_op.drop_constraint(batch_op.f('fk_problem_report_learner_id_learner'), type_='foreignkey')
        batch_op.drop_column('learner_id')
        batch_op.add_column(sa.Column('place', sa.String(length=12), server_default='diagnostic', nullable=False))
        batch_op.add_column(sa.Column('kind', sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column('structure_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('mark', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('handled_at', UtcDateTime(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_problem_report_structure_id_structure'), 'structure', ['structure_id'], ['id'], ondelete='SET NULL')
        batch_op.create_unique_constraint(batch_op.f('uq_problem_report_mark'), ['mark'])
        batch_op.create_index(batch_op.f('ix_problem_report_structure_id'), ['structure_id'], unique=False)
    with op.batch_alter_table('problem_report', schema=None) as batch_op:
        batch_op.alter_column('place', existing_type=sa.String(length=12), server_default=None)


def downgrade() -> None:
    op.drop_table('problem_report')
    op.create_table('problem_report',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('item_id', sa.String(length=80), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_problem_report_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_problem_report')),
    sa.UniqueConstraint('learner_id', 'item_id', 'content_hash', name=op.f('uq_problem_report_learner_id_item_id_content_hash'))
    )
    with op.batch_alter_table('structure', schema=None) as batch_op:
        batch_op.drop_column('closed_at')
    op.drop_table('counted_fact')
    op.drop_table('closed_month')
