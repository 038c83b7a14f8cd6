"""One file of views per noun."""
