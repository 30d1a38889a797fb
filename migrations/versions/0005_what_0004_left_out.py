"""What earlier states of 0004 left out: tables, columns, constraints, wherever they are missing.

0004 was still being written after it had been published, so a base may say « 0004 » and lack some
of it. Existing rows stay; they take the defaults of new ones. A complete base is not touched.


Revision: 0005, after 0004.
"""

import secrets

import sqlalchemy as sa
from alembic import op

from pixlearn.db import UtcDateTime

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
SINCE = {
    'partner': (
        sa.Column('care', sa.JSON(), nullable=False, server_default='[]'),
        sa.Column('fees', sa.JSON(), nullable=False, server_default='[]'),
        sa.Column('about', sa.String(length=500), nullable=True),
        sa.Column('access_sheet', sa.String(length=300), nullable=True),
        sa.Column('appointment', sa.String(length=300), nullable=True),
    ),
    'merger': (sa.Column('told_at', UtcDateTime(), nullable=True),),
    'oidc_identity': (sa.Column('code', sa.String(length=8), nullable=True),),
    'learner': (
        sa.Column('practice', sa.Boolean(), nullable=False, server_default=sa.false()),
    ),
    'signed_in': (
        sa.Column('awaits_second', sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column('second_factor_at', UtcDateTime(), nullable=True),
    ),
    'staff': (
        sa.Column('totp_secret', sa.String(length=200), nullable=True),
        sa.Column('totp_last', sa.Integer(), nullable=True),
        sa.Column('practice_learner_id', sa.Uuid(), nullable=True),
    ),
    'structure': (sa.Column('logo', sa.LargeBinary(), nullable=True),),
}


def upgrade() -> None:
    _tables()
    for table, columns in SINCE.items():
        there = _columns(table)
        missing = [column for column in columns if column.name not in there]
        if missing:
            with op.batch_alter_table(table, schema=None) as batch_op:
                for column in missing:
                    batch_op.add_column(column)
    _identities()
    _mergers()
    if not any(key['referred_table'] == 'learner' for key in _look().get_foreign_keys('staff')):
        with op.batch_alter_table('staff', schema=None) as batch_op:
            batch_op.create_foreign_key(batch_op.f('fk_staff_practice_learner_id_learner'), 'learner', ['practice_learner_id'], ['id'], ondelete='SET NULL')
    op.execute("UPDATE workshop SET ended_at = closes_at WHERE code IS NULL AND ended_at IS NULL")


def downgrade() -> None:
    """Nothing to take back: this is what 0004 says."""


def _look() -> sa.Inspector:
    return sa.inspect(op.get_bind())


def _columns(table: str) -> dict[str, dict]:
    return {column['name']: column for column in _look().get_columns(table)}


def _id() -> tuple[sa.Column, sa.Column]:
    return (
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('created_at', UtcDateTime(), nullable=False),
    )


def _tables() -> None:
    """Each table that is not there, as 0004 makes it."""
    there = set(_look().get_table_names())
    if 'partner_draft' not in there:
        op.create_table('partner_draft',
        sa.Column('structure_id', sa.Uuid(), nullable=False),
        sa.Column('places', sa.JSON(), nullable=False),
        sa.Column('faults', sa.JSON(), nullable=False),
        *_id(),
        sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_partner_draft_structure_id_structure'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_partner_draft')),
        sa.UniqueConstraint('structure_id', name=op.f('uq_partner_draft_structure_id'))
        )
    if 'merger' not in there:
        op.create_table('merger',
        sa.Column('learner_id', sa.Uuid(), nullable=False),
        sa.Column('former_id', sa.Uuid(), nullable=True),
        sa.Column('structure_id', sa.Uuid(), nullable=True),
        sa.Column('by_staff', sa.Uuid(), nullable=True),
        sa.Column('moved', sa.JSON(), nullable=False),
        sa.Column('undone_at', UtcDateTime(), nullable=True),
        sa.Column('told_at', UtcDateTime(), nullable=True),
        *_id(),
        sa.ForeignKeyConstraint(['by_staff'], ['staff.id'], name=op.f('fk_merger_by_staff_staff'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_merger_learner_id_learner'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_merger_structure_id_structure'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_merger'))
        )
        op.create_index(op.f('ix_merger_learner_id'), 'merger', ['learner_id'], unique=False)
    if 'oidc_identity' not in there:
        op.create_table('oidc_identity',
        sa.Column('issuer', sa.String(length=200), nullable=False),
        sa.Column('subject', sa.String(length=255), nullable=False),
        sa.Column('name', sa.String(length=80), nullable=False),
        sa.Column('email', sa.String(length=254), nullable=True),
        sa.Column('code', sa.String(length=8), nullable=False),
        sa.Column('staff_id', sa.Uuid(), nullable=True),
        *_id(),
        sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_oidc_identity_staff_id_staff'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_oidc_identity')),
        sa.UniqueConstraint('code', name=op.f('uq_oidc_identity_code')),
        sa.UniqueConstraint('issuer', 'subject', name=op.f('uq_oidc_identity_issuer_subject'))
        )
        op.create_index(op.f('ix_oidc_identity_staff_id'), 'oidc_identity', ['staff_id'], unique=False)
    if 'passkey' not in there:
        op.create_table('passkey',
        sa.Column('staff_id', sa.Uuid(), nullable=False),
        sa.Column('credential_id', sa.String(length=500), nullable=False),
        sa.Column('public_key', sa.String(length=500), nullable=False),
        sa.Column('sign_count', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=60), nullable=False),
        sa.Column('last_used_at', UtcDateTime(), nullable=True),
        *_id(),
        sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_passkey_staff_id_staff'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_passkey')),
        sa.UniqueConstraint('credential_id', name=op.f('uq_passkey_credential_id'))
        )
        op.create_index(op.f('ix_passkey_staff_id'), 'passkey', ['staff_id'], unique=False)
    if 'recovery_code' not in there:
        op.create_table('recovery_code',
        sa.Column('staff_id', sa.Uuid(), nullable=False),
        sa.Column('code_hash', sa.String(length=64), nullable=False),
        sa.Column('used_at', UtcDateTime(), nullable=True),
        *_id(),
        sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_recovery_code_staff_id_staff'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code'))
        )
        op.create_index(op.f('ix_recovery_code_staff_id'), 'recovery_code', ['staff_id'], unique=False)


def _identities() -> None:
    """Each identity has a code of its own, and room for the longest subject a provider may send."""
    there = _columns('oidc_identity')
    if there['code']['nullable']:
        identity = sa.table('oidc_identity', sa.column('id', sa.Uuid()), sa.column('code'))
        bind = op.get_bind()
        for (row,) in bind.execute(sa.select(identity.c.id).where(identity.c.code.is_(None))).all():
            code = ''.join(secrets.choice(ALPHABET) for _ in range(8))
            bind.execute(identity.update().where(identity.c.id == row).values(code=code))
        with op.batch_alter_table('oidc_identity', schema=None) as batch_op:
            batch_op.alter_column('code', existing_type=sa.String(length=8), nullable=False)
            batch_op.create_unique_constraint(batch_op.f('uq_oidc_identity_code'), ['code'])
    if there['subject']['type'].length != 255:
        with op.batch_alter_table('oidc_identity', schema=None) as batch_op:
            batch_op.alter_column('subject', existing_type=sa.String(length=200), type_=sa.String(length=255), existing_nullable=False)


def _mergers() -> None:
    """The file that is gone by a merger is remembered by its id alone."""
    keys = {key['name'] for key in _look().get_foreign_keys('merger')}
    if 'fk_merger_former_id_learner' in keys:
        with op.batch_alter_table('merger', schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f('fk_merger_former_id_learner'), type_='foreignkey')
    if not _columns('merger')['former_id']['nullable']:
        with op.batch_alter_table('merger', schema=None) as batch_op:
            batch_op.alter_column('former_id', existing_type=sa.Uuid(), nullable=True)
