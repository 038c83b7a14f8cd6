"""Dutch text to typed values, with the words they came from."""
