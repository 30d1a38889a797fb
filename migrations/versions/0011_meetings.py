"""The next meeting of a workshop is numbered, and how often it was moved; existing ones begin at 0.

Revision: 0011, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('next_meeting', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('next_moves', sa.Integer(), nullable=False, server_default='0'))


def downgrade() -> None:
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_column('next_moves')
        batch_op.drop_column('next_meeting')
