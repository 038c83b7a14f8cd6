"""What stands in a part of a report that the employer does not read."""

PRIVATE_PART = "CANARY-DEEL alleen voor werknemer en coach"
