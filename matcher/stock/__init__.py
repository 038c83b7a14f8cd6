"""The whole stock of vacancies as arrays: what many vacancies share is judged once, and the words are found by word."""
