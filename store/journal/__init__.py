"""A durable storage for TinyDB: a snapshot in TinyDB's own JSON and a journal beside it."""
