"""The whole stock of vacancies as arrays: what many vacancies share is judged once, and the words are found by word."""

from pathlib import Path

from matcher.stock.compiled import forget_older_code

forget_older_code(Path(__file__).parent)
