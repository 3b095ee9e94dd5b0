"""Long lists are cut into pieces that fit into an entry, and lose nothing."""

from functools import partial
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from accord import canonical
from accord.aggregates.pieces import MOST_BYTES, MOST_ITEMS, pieces

TEXTS = st.text(max_size=3000).map(partial(normalize, "NFC"))


@given(st.lists(TEXTS, max_size=450))
def test_pieces_together_are_the_list_and_none_is_too_large(items):
    found = list(pieces(items))

    assert [item for piece in found for item in piece] == items
    assert all(0 < len(piece) <= MOST_ITEMS for piece in found)
    for piece in found:
        assert len(piece) == 1 or len(canonical.encode(list(piece))) <= MOST_BYTES + 2


def test_five_thousand_small_seats_make_twenty_five_pieces():
    assert [len(piece) for piece in pieces(range(5000))] == [MOST_ITEMS] * 25
