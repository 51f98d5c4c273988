"""The line in which a search is typed; the timeline narrows with each letter."""

from tui.widgets.prompt_bar import PromptBar


class SearchBar(PromptBar):
    """Asks for words; several must all be found, a phrase stands in quotes."""

    LABEL = "/"
    PLACEHOLDER = 'words, names, "a phrase"'

    class Changed(PromptBar.Changed):
        """The search after a key."""

    class Kept(PromptBar.Kept):
        """The search is to be a word of the filter."""

    class Cancelled(PromptBar.Cancelled):
        """The search is not to be."""
