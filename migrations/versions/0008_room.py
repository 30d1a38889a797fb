"""Workshops: who leads them, and a number for each seat that nobody else ever has there.

Revision: 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

from pixlearn.db import UtcDateTime

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

seat = sa.table(
    'seat',
    sa.column('id', sa.Uuid()),
    sa.column('workshop_id', sa.Uuid()),
    sa.column('created_at', UtcDateTime()),
    sa.column('number', sa.Integer()),
)
workshop = sa.table('workshop', sa.column('id', sa.Uuid()), sa.column('arrivals', sa.Integer()))


def upgrade() -> None:
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('led_by', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('arrivals', sa.Integer(), nullable=False, server_default='0'))
        batch_op.create_foreign_key(batch_op.f('fk_workshop_led_by_staff'), 'staff', ['led_by'], ['id'], ondelete='SET NULL')

    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.add_column(sa.Column('number', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('help_met_at', UtcDateTime(), nullable=True))

    _number_the_seats()
    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.alter_column('number', existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_seat_workshop_id_number'), ['workshop_id', 'number'])


def _number_the_seats() -> None:
    """In the order people came."""
    connection = op.get_bind()
    given: dict[object, int] = {}
    order = sa.select(seat.c.id, seat.c.workshop_id).order_by(seat.c.created_at, seat.c.id)
    for seat_id, workshop_id in connection.execute(order).all():
        given[workshop_id] = given.get(workshop_id, 0) + 1
        connection.execute(sa.update(seat).where(seat.c.id == seat_id).values(number=given[workshop_id]))
    for workshop_id, count in given.items():
        connection.execute(sa.update(workshop).where(workshop.c.id == workshop_id).values(arrivals=count))


def downgrade() -> None:
    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_seat_workshop_id_number'), type_='unique')
        batch_op.drop_column('help_met_at')
        batch_op.drop_column('number')

    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_workshop_led_by_staff'), type_='foreignkey')
        batch_op.drop_column('arrivals')
        batch_op.drop_column('led_by')
