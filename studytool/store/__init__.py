"""The event log and its caches in a database: the only room that imports SQLAlchemy."""
