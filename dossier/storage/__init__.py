"""The only place with SQL and files: the database, queries per noun, snapshots, attachments, migrations."""
