"""Work that is shared by several machines on one PostgreSQL: put by the scheduler, done by workers."""
