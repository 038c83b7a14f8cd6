"""The front door: command line, demo, schedule."""

import gc

gc.set_threshold(100_000, 20, 20)
"""Starting a command makes many objects and hardly any garbage: collecting it less often saves a tenth of the time."""
