"""The evidence log, and one module per export."""
