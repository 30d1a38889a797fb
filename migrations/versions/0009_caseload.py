"""The level that a list says, proposals talked over, and a professional's first hour.

Existing rows: a level to be confirmed lies between two, guessed from the percentage until the next
answer or `flask rebuild`; nothing was talked over yet; nobody has done a step of their first hour.

Revision: 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

from pixlearn.db import UtcDateTime

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('summary', schema=None) as batch_op:
        batch_op.add_column(sa.Column('between_from', sa.Integer(), nullable=True))
    op.execute(
        'UPDATE summary SET between_from = CASE WHEN level = 1 OR (level = 2 AND percent <= 55)'
        ' THEN 1 ELSE 2 END WHERE to_confirm AND level IS NOT NULL'
    )
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.add_column(sa.Column('talked_at', UtcDateTime(), nullable=True))
    with op.batch_alter_table('staff', schema=None) as batch_op:
        batch_op.add_column(sa.Column('first_hour', sa.String(length=60), nullable=False, server_default=''))


def downgrade() -> None:
    with op.batch_alter_table('staff', schema=None) as batch_op:
        batch_op.drop_column('first_hour')
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.drop_column('talked_at')
    with op.batch_alter_table('summary', schema=None) as batch_op:
        batch_op.drop_column('between_from')
