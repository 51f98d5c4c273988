"""What a command cannot do."""

FAILURE = 1
USAGE = 2


class Refusal(Exception):
    """Ends a command; `str()` is one sentence for the user, `code` the exit code."""

    def __init__(self, message: str, code: int = FAILURE) -> None:
        super().__init__(message)
        self.code = code
