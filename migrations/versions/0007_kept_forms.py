"""Forms kept for who has to sign in again, and the addresses of rooms.

Two new tables; existing rows are not touched.


Revision: 0007, after 0005.
"""

import sqlalchemy as sa
from alembic import op

from pixlearn.db import UtcDateTime

revision = '0007'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('kept_form',
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('sealed', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_form')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_kept_form_key_hash'))
    )
    op.create_table('room_address',
    sa.Column('workshop_id', sa.Uuid(), nullable=False),
    sa.Column('address', sa.String(length=64), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_room_address_workshop_id_workshop'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_room_address'))
    )
    with op.batch_alter_table('room_address', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_room_address_address'), ['address'], unique=False)
        batch_op.create_index(batch_op.f('ix_room_address_workshop_id'), ['workshop_id'], unique=False)


def downgrade() -> None:
    op.drop_table('room_address')
    op.drop_table('kept_form')
