"""The door for other programs: JSON over the same acts, guards and rules of access as the pages."""
