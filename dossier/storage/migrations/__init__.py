"""Alembic migrations, run by the program itself; the number in a file name is its order."""
