"""Whose level and percentage a summary holds: that of the attempt that people read.

Revision: 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('summary', schema=None) as batch_op:
        batch_op.add_column(sa.Column('diagnostic_id', sa.String(length=40), nullable=True))
    op.execute(
        'UPDATE summary SET diagnostic_id = ('
        'SELECT attempt.diagnostic_id FROM attempt WHERE attempt.learner_id = summary.learner_id '
        'ORDER BY attempt.created_at DESC LIMIT 1)'
    )


def downgrade() -> None:
    with op.batch_alter_table('summary', schema=None) as batch_op:
        batch_op.drop_column('diagnostic_id')
