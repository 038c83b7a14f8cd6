"""What the program costs, beside what others cost for the same work in the same run."""
