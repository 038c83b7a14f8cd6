"""What a person does in a case: the row and its log entry written together."""
