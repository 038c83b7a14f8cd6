"""Law and practice as pure functions of plain objects and a day."""
