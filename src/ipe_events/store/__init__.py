"""The workspace file: tables, queries, journal, migrations, backups."""
