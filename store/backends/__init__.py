"""What keeps the records: one module, or a few, for each kind of store."""
