"""Long work that a page asked for, each in a process of its own."""
