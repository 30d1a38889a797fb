"""The counsellor's and the référent's space: new tables and columns.

Existing workshops began when they were made; existing rows take the defaults of new ones.


Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

from pixlearn.db import UtcDateTime

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('invitation',
    sa.Column('structure_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('is_counsellor', sa.Boolean(), nullable=False),
    sa.Column('is_referent', sa.Boolean(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('expires_at', UtcDateTime(), nullable=False),
    sa.Column('used_at', UtcDateTime(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_invitation_structure_id_structure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitation_token_hash'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_structure_id'), ['structure_id'], unique=False)

    op.create_table('partner',
    sa.Column('structure_id', sa.Uuid(), nullable=False),
    sa.Column('source_id', sa.String(length=120), nullable=True),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('services', sa.JSON(), nullable=False),
    sa.Column('modalities', sa.JSON(), nullable=False),
    sa.Column('public', sa.JSON(), nullable=False),
    sa.Column('accessibility', sa.String(length=500), nullable=True),
    sa.Column('address', sa.String(length=200), nullable=True),
    sa.Column('postcode', sa.String(length=5), nullable=True),
    sa.Column('commune', sa.String(length=100), nullable=True),
    sa.Column('hours', sa.String(length=300), nullable=True),
    sa.Column('phone', sa.String(length=30), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('website', sa.String(length=300), nullable=True),
    sa.Column('care', sa.JSON(), nullable=False),
    sa.Column('fees', sa.JSON(), nullable=False),
    sa.Column('about', sa.String(length=500), nullable=True),
    sa.Column('access_sheet', sa.String(length=300), nullable=True),
    sa.Column('appointment', sa.String(length=300), nullable=True),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('gone', sa.Boolean(), nullable=False),
    sa.Column('archived', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_partner_structure_id_structure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_partner')),
    sa.UniqueConstraint('structure_id', 'source_id', name=op.f('uq_partner_structure_id_source_id'))
    )
    with op.batch_alter_table('partner', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_partner_commune'), ['commune'], unique=False)
        batch_op.create_index(batch_op.f('ix_partner_structure_id'), ['structure_id'], unique=False)

    op.create_table('partner_draft',
    sa.Column('structure_id', sa.Uuid(), nullable=False),
    sa.Column('places', sa.JSON(), nullable=False),
    sa.Column('faults', sa.JSON(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_partner_draft_structure_id_structure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_partner_draft')),
    sa.UniqueConstraint('structure_id', name=op.f('uq_partner_draft_structure_id'))
    )
    op.create_table('tag',
    sa.Column('structure_id', sa.Uuid(), nullable=False),
    sa.Column('label', sa.String(length=24), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_tag_structure_id_structure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tag')),
    sa.UniqueConstraint('structure_id', 'label', name=op.f('uq_tag_structure_id_label'))
    )
    with op.batch_alter_table('tag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tag_structure_id'), ['structure_id'], unique=False)

    op.create_table('grid_version',
    sa.Column('structure_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=True),
    sa.Column('published_at', UtcDateTime(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['staff.id'], name=op.f('fk_grid_version_made_by_staff'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_grid_version_structure_id_structure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grid_version')),
    sa.UniqueConstraint('structure_id', 'version', name=op.f('uq_grid_version_structure_id_version'))
    )
    with op.batch_alter_table('grid_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_grid_version_structure_id'), ['structure_id'], unique=False)

    op.create_table('handover',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('structure_id', sa.Uuid(), nullable=False),
    sa.Column('from_staff', sa.Uuid(), nullable=True),
    sa.Column('to_staff', sa.Uuid(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('told_at', UtcDateTime(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['from_staff'], ['staff.id'], name=op.f('fk_handover_from_staff_staff'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_handover_learner_id_learner'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_handover_structure_id_structure'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['to_staff'], ['staff.id'], name=op.f('fk_handover_to_staff_staff'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover'))
    )
    with op.batch_alter_table('handover', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_handover_learner_id'), ['learner_id'], unique=False)

    op.create_table('learner_tag',
    sa.Column('tag_id', sa.Uuid(), nullable=False),
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_learner_tag_learner_id_learner'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tag_id'], ['tag.id'], name=op.f('fk_learner_tag_tag_id_tag'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learner_tag')),
    sa.UniqueConstraint('tag_id', 'learner_id', name=op.f('uq_learner_tag_tag_id_learner_id'))
    )
    with op.batch_alter_table('learner_tag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_learner_tag_learner_id'), ['learner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_learner_tag_tag_id'), ['tag_id'], unique=False)

    op.create_table('merger',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('former_id', sa.Uuid(), nullable=True),
    sa.Column('structure_id', sa.Uuid(), nullable=True),
    sa.Column('by_staff', sa.Uuid(), nullable=True),
    sa.Column('moved', sa.JSON(), nullable=False),
    sa.Column('undone_at', UtcDateTime(), nullable=True),
    sa.Column('told_at', UtcDateTime(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['by_staff'], ['staff.id'], name=op.f('fk_merger_by_staff_staff'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_merger_learner_id_learner'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_merger_structure_id_structure'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merger'))
    )
    with op.batch_alter_table('merger', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_merger_learner_id'), ['learner_id'], unique=False)

    op.create_table('note',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('structure_id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=True),
    sa.Column('text', sa.String(length=500), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_note_learner_id_learner'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_note_staff_id_staff'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_note_structure_id_structure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note'))
    )
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_learner_id'), ['learner_id'], unique=False)

    op.create_table('oidc_identity',
    sa.Column('issuer', sa.String(length=200), nullable=False),
    sa.Column('subject', sa.String(length=255), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_oidc_identity_staff_id_staff'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_oidc_identity')),
    sa.UniqueConstraint('code', name=op.f('uq_oidc_identity_code')),
    sa.UniqueConstraint('issuer', 'subject', name=op.f('uq_oidc_identity_issuer_subject'))
    )
    with op.batch_alter_table('oidc_identity', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_oidc_identity_staff_id'), ['staff_id'], unique=False)

    op.create_table('passkey',
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('credential_id', sa.String(length=500), nullable=False),
    sa.Column('public_key', sa.String(length=500), nullable=False),
    sa.Column('sign_count', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('last_used_at', UtcDateTime(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_passkey_staff_id_staff'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passkey')),
    sa.UniqueConstraint('credential_id', name=op.f('uq_passkey_credential_id'))
    )
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passkey_staff_id'), ['staff_id'], unique=False)

    op.create_table('password_reset',
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=True),
    sa.Column('expires_at', UtcDateTime(), nullable=False),
    sa.Column('used_at', UtcDateTime(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_password_reset_staff_id_staff'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_password_reset')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_password_reset_token_hash'))
    )
    with op.batch_alter_table('password_reset', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_password_reset_staff_id'), ['staff_id'], unique=False)

    op.create_table('proposal',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('structure_id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('target', sa.String(length=60), nullable=True),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('on_date', sa.Date(), nullable=True),
    sa.Column('modality', sa.String(length=20), nullable=True),
    sa.Column('word', sa.String(length=300), nullable=True),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('grid_version', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('answered_at', UtcDateTime(), nullable=True),
    sa.Column('done_learner', sa.Boolean(), nullable=True),
    sa.Column('why_learner', sa.String(length=20), nullable=True),
    sa.Column('done_staff', sa.Boolean(), nullable=True),
    sa.Column('why_staff', sa.String(length=20), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_proposal_learner_id_learner'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_proposal_staff_id_staff'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['structure_id'], ['structure.id'], name=op.f('fk_proposal_structure_id_structure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal'))
    )
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proposal_learner_id'), ['learner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_proposal_structure_id'), ['structure_id'], unique=False)

    op.create_table('recovery_code',
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('used_at', UtcDateTime(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_recovery_code_staff_id_staff'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code'))
    )
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_code_staff_id'), ['staff_id'], unique=False)

    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.add_column(sa.Column('satisfaction', sa.Integer(), nullable=True))

    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.add_column(sa.Column('followed_by', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('contact', sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column('project', sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column('equipment', sa.JSON(), nullable=True))
        batch_op.create_index(batch_op.f('ix_follow_up_followed_by'), ['followed_by'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_follow_up_followed_by_staff'), 'staff', ['followed_by'], ['id'], ondelete='SET NULL')

    with op.batch_alter_table('learner', schema=None) as batch_op:
        batch_op.add_column(sa.Column('practice', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.add_column(sa.Column('admitted_at', UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('paused_at', UtcDateTime(), nullable=True))

    with op.batch_alter_table('signed_in', schema=None) as batch_op:
        batch_op.add_column(sa.Column('awaits_second', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('second_factor_at', UtcDateTime(), nullable=True))

    with op.batch_alter_table('staff', schema=None) as batch_op:
        batch_op.add_column(sa.Column('totp_secret', sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column('totp_last', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('practice_learner_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_staff_practice_learner_id_learner'), 'learner', ['practice_learner_id'], ['id'], ondelete='SET NULL')

    with op.batch_alter_table('structure', schema=None) as batch_op:
        batch_op.add_column(sa.Column('settings', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('logo', sa.LargeBinary(), nullable=True))

    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.add_column(sa.Column('starts_at', UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('place', sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column('capacity', sa.Integer(), nullable=False, server_default='10'))
        batch_op.add_column(sa.Column('purpose', sa.String(length=10), nullable=False, server_default='diagnostic'))
        batch_op.add_column(sa.Column('comfort', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('break_every', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('helper', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('ended_at', UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('next_at', UtcDateTime(), nullable=True))

    op.execute("UPDATE workshop SET starts_at = created_at")
    op.execute("UPDATE workshop SET ended_at = closes_at WHERE code IS NULL")
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.alter_column('starts_at', existing_type=UtcDateTime(), nullable=False)



def downgrade() -> None:
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_column('next_at')
        batch_op.drop_column('ended_at')
        batch_op.drop_column('helper')
        batch_op.drop_column('break_every')
        batch_op.drop_column('comfort')
        batch_op.drop_column('purpose')
        batch_op.drop_column('capacity')
        batch_op.drop_column('place')
        batch_op.drop_column('starts_at')

    with op.batch_alter_table('structure', schema=None) as batch_op:
        batch_op.drop_column('logo')
        batch_op.drop_column('settings')

    with op.batch_alter_table('staff', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_staff_practice_learner_id_learner'), type_='foreignkey')
        batch_op.drop_column('practice_learner_id')
        batch_op.drop_column('totp_last')
        batch_op.drop_column('totp_secret')

    with op.batch_alter_table('signed_in', schema=None) as batch_op:
        batch_op.drop_column('second_factor_at')
        batch_op.drop_column('awaits_second')

    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.drop_column('paused_at')
        batch_op.drop_column('admitted_at')

    with op.batch_alter_table('learner', schema=None) as batch_op:
        batch_op.drop_column('practice')

    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_follow_up_followed_by_staff'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_follow_up_followed_by'))
        batch_op.drop_column('equipment')
        batch_op.drop_column('project')
        batch_op.drop_column('contact')
        batch_op.drop_column('followed_by')

    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_column('satisfaction')

    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recovery_code_staff_id'))

    op.drop_table('recovery_code')
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_proposal_structure_id'))
        batch_op.drop_index(batch_op.f('ix_proposal_learner_id'))

    op.drop_table('proposal')
    with op.batch_alter_table('password_reset', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_password_reset_staff_id'))

    op.drop_table('password_reset')
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_passkey_staff_id'))

    op.drop_table('passkey')
    with op.batch_alter_table('oidc_identity', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_oidc_identity_staff_id'))

    op.drop_table('oidc_identity')
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_note_learner_id'))

    op.drop_table('note')
    with op.batch_alter_table('merger', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_merger_learner_id'))

    op.drop_table('merger')
    with op.batch_alter_table('learner_tag', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learner_tag_tag_id'))
        batch_op.drop_index(batch_op.f('ix_learner_tag_learner_id'))

    op.drop_table('learner_tag')
    with op.batch_alter_table('handover', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_handover_learner_id'))

    op.drop_table('handover')
    with op.batch_alter_table('grid_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_grid_version_structure_id'))

    op.drop_table('grid_version')
    with op.batch_alter_table('tag', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tag_structure_id'))

    op.drop_table('tag')
    with op.batch_alter_table('partner', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_partner_structure_id'))
        batch_op.drop_index(batch_op.f('ix_partner_commune'))

    op.drop_table('partner_draft')
    op.drop_table('partner')
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_invitation_structure_id'))

    op.drop_table('invitation')
