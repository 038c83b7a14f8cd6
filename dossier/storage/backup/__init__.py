"""Backups: one sealed file with the database and everything that it speaks of, and the way back."""
