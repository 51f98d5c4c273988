"""What the journal promises, and what it does when the disk does not."""
