"""How one comes to a place, and whether it moves: empty lists for the places that are there.

Revision: 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('partner', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ways_in', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('stands', sa.JSON(), nullable=False, server_default='[]'))


def downgrade() -> None:
    with op.batch_alter_table('partner', schema=None) as batch_op:
        batch_op.drop_column('stands')
        batch_op.drop_column('ways_in')
