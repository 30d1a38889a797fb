"""The summary row keeps what the engine says of each skill, so that figures of many load no answers.

Empty for the rows that are there: `flask upgrade` then fills them, by the rules of the code.

Revision: 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('summary', schema=None) as batch_op:
        batch_op.add_column(sa.Column('mastery', sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('summary', schema=None) as batch_op:
        batch_op.drop_column('mastery')
