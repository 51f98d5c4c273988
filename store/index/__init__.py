"""Columns of all events, and what is selected from them."""

from store.index.index import Deletion, Index
from store.index.listing import Listing, Row, Section
from store.index.selection import Selection
from store.index.timeline import Timeline

__all__ = ["Deletion", "Index", "Listing", "Row", "Section", "Selection", "Timeline"]
