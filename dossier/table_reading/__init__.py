"""Reads a list that somebody kept in a spreadsheet: what is good, and what is wrong in which row and column."""

from dossier.table_reading.confinement import read_table
from dossier.table_reading.heading import Kind, usual_heading
from dossier.table_reading.reading import ReadRow, RowFault, TableReading, read_list

__all__ = ["Kind", "ReadRow", "RowFault", "TableReading", "read_list", "read_table", "usual_heading"]
