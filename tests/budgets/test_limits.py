"""The address space allowed to an analysis."""

import pytest

from calc_cli.budgets.limits import MEBIBYTE, allowed_bytes, mapped_bytes


@pytest.mark.parametrize(
    ("asked", "mapped", "allowed"),
    [(1024, 200, 1024), (1024, 767, 1024), (1024, 900, 1924), (128, 200, 328)],
)
def test_what_is_mapped_already_does_not_take_what_was_asked_for(asked, mapped, allowed):
    assert allowed_bytes(asked, mapped) == allowed


def test_the_process_itself_is_counted():
    assert mapped_bytes() == 0 or mapped_bytes() > 10 * MEBIBYTE
