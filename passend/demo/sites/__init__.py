"""Three fictional job sites of our own writing, each in its own form, rendered when they are asked."""
