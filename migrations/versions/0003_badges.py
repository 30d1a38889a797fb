"""Badges, attestations, confidence, reviews: new tables; a finished lesson gains « vu en vrai ».

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

from pixlearn.db import UtcDateTime

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('issued_code',
    sa.Column('code', sa.String(length=12), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issued_code')),
    sa.UniqueConstraint('code', name=op.f('uq_issued_code_code'))
    )
    op.create_table('attestation',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=12), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_attestation_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attestation')),
    sa.UniqueConstraint('code', name=op.f('uq_attestation_code'))
    )
    with op.batch_alter_table('attestation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attestation_learner_id'), ['learner_id'], unique=False)

    op.create_table('awarded_badge',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('badge_id', sa.String(length=40), nullable=False),
    sa.Column('together', sa.Boolean(), nullable=False),
    sa.Column('shown', sa.Boolean(), nullable=False),
    sa.Column('seen_at', UtcDateTime(), nullable=True),
    sa.Column('told_at', UtcDateTime(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_awarded_badge_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_awarded_badge')),
    sa.UniqueConstraint('learner_id', 'badge_id', name=op.f('uq_awarded_badge_learner_id_badge_id'))
    )
    with op.batch_alter_table('awarded_badge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_awarded_badge_learner_id'), ['learner_id'], unique=False)

    op.create_table('confidence',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('track_id', sa.String(length=4), nullable=False),
    sa.Column('moment', sa.String(length=10), nullable=False),
    sa.Column('face', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_confidence_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_confidence')),
    sa.UniqueConstraint('learner_id', 'track_id', 'moment', name=op.f('uq_confidence_learner_id_track_id_moment'))
    )
    with op.batch_alter_table('confidence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_confidence_learner_id'), ['learner_id'], unique=False)

    op.create_table('review',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('items', sa.JSON(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('offer_from', UtcDateTime(), nullable=False),
    sa.Column('submission_id', sa.Uuid(), nullable=False),
    sa.Column('misses', sa.Integer(), nullable=False),
    sa.Column('solved', sa.Boolean(), nullable=False),
    sa.Column('draft', sa.JSON(), nullable=True),
    sa.Column('given', sa.JSON(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_review_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review')),
    sa.UniqueConstraint('learner_id', name=op.f('uq_review_learner_id'))
    )
    op.create_table('credential',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('awarded_badge_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=12), nullable=False),
    sa.Column('key_id', sa.String(length=20), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['awarded_badge_id'], ['awarded_badge.id'], name=op.f('fk_credential_awarded_badge_id_awarded_badge'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_credential_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_credential')),
    sa.UniqueConstraint('awarded_badge_id', name=op.f('uq_credential_awarded_badge_id')),
    sa.UniqueConstraint('code', name=op.f('uq_credential_code'))
    )
    with op.batch_alter_table('credential', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_credential_learner_id'), ['learner_id'], unique=False)

    with op.batch_alter_table('lesson_visit', schema=None) as batch_op:
        batch_op.add_column(sa.Column('seen_for_real_at', UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('seen_for_real_by', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_lesson_visit_seen_for_real_by_staff'), 'staff', ['seen_for_real_by'], ['id'], ondelete='SET NULL')



def downgrade() -> None:
    with op.batch_alter_table('lesson_visit', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_lesson_visit_seen_for_real_by_staff'), type_='foreignkey')
        batch_op.drop_column('seen_for_real_by')
        batch_op.drop_column('seen_for_real_at')

    with op.batch_alter_table('credential', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_credential_learner_id'))

    op.drop_table('credential')
    op.drop_table('review')
    with op.batch_alter_table('confidence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_confidence_learner_id'))

    op.drop_table('confidence')
    with op.batch_alter_table('awarded_badge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_awarded_badge_learner_id'))

    op.drop_table('awarded_badge')
    with op.batch_alter_table('attestation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attestation_learner_id'))

    op.drop_table('attestation')
    op.drop_table('issued_code')
