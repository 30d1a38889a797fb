"""How Alembic reaches the app's engine and models; run inside an app context."""

from alembic import context

from pixlearn.db import Base, db, without_foreign_keys

with db.engine.connect() as connection, without_foreign_keys(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transaction_per_migration=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
