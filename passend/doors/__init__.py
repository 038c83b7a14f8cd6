"""The doors of the command line, one file per errand; each parses, calls one function and prints."""
