"""Tests of what keeps the records."""
