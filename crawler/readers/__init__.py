"""One file per format or platform, from bytes to vacancies."""
