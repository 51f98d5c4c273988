"""The line in which a search is typed; the timeline narrows with each letter."""

from tui.widgets.prompt_bar import PromptBar


class SearchBar(PromptBar):
    """Asks for words; several must all be found, a phrase stands in quotes."""

    LABEL = "/"
    PLACEHOLDER = 'words, names, "a phrase"'
