"""The shell: the command line and its commands."""
