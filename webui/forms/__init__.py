"""The forms, one file per noun; checks of the law and of the case are done by the acts of the core."""
