"""The nouns of a case: plain objects for the doors, tables for the database."""
