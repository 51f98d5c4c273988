"""The application: a terminal's view of a store, and the shell commands beside it."""

VERSION = "0.1.0"
"""A constant, for reading the installed metadata takes longer than all else at start."""
