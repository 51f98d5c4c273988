"""What was written is told frame by frame."""

from tests.benchmarks.answers import END, Answer, Chunk, Frame, framed


def test_a_frame_ends_where_it_says() -> None:
    """However close together they come."""
    chunks = [Chunk(1.0, b"a"), Chunk(1.001, b"b" + END), Chunk(1.002, b"c" + END)]

    assert [len(frame) for frame in framed(chunks)] == [2, 1]


def test_a_pause_ends_a_frame() -> None:
    """Where updates are not synchronised."""
    chunks = [Chunk(1.0, b"a"), Chunk(1.001, b"b"), Chunk(1.02, b"c")]

    assert [len(frame) for frame in framed(chunks)] == [2, 1]
    assert list(framed([])) == []


def test_frames_beside_the_rows_are_no_answer() -> None:
    """What changes only such lines comes after the rows have come to rest."""
    answer = Answer((Frame(0.1, 9, frozenset((1, 7))), Frame(0.2, 5, frozenset((1,)))), 20)

    assert (answer.first, answer.last, answer.settled((1,))) == (0.1, 0.2, 0.1)
    assert (answer.first_written, answer.lines) == (9, frozenset((1, 7)))


def test_no_answer() -> None:
    """It took no time and changed nothing."""
    answer = Answer((), 3)

    assert (answer.first, answer.last, answer.settled(()), answer.lines) == (0, 0, 0, frozenset())
