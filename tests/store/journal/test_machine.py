"""A database beside a dict: whatever is done to both, in any order, they hold the same."""

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.store.journal.machine import Machine

SHORT = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
"""What fails is not made shorter, which takes minutes; run it for long then."""
LONG = settings(max_examples=300, stateful_step_count=50, deadline=None)


def test_a_database_holds_what_a_dict_holds() -> None:
    """In a few short lives."""
    run_state_machine_as_test(Machine, settings=SHORT)


@pytest.mark.long
def test_a_database_holds_what_a_dict_holds_for_long() -> None:
    """In hundreds of long ones."""
    run_state_machine_as_test(Machine, settings=LONG)
