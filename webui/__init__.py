"""The pages for coach, employee, employer and administrator."""
