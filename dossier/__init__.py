"""The core: what must be true in front of UWV, without any framework of the rooms around it."""
