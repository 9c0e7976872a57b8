from hypothesis import given, settings
from hypothesis import strategies as st

from deployment.planning.flow import Move, Place, best_moves
from tests.deployment.planning.programme import objective_by_programme, objective_of

POINTS = st.tuples(st.floats(8.5, 23.4), st.floats(102.2, 109.4))


@st.composite
def communes(draw):
    """A commune of one of 4 districts in one of 2 provinces: it spares some, lacks some, or neither."""
    district = draw(st.integers(0, 3))
    balance = draw(st.integers(-5, 6))
    return Place(
        surplus=max(balance, 0),
        shortfall=max(-balance, 0),
        groups=(f"d{district}", f"p{district // 2}"),
        point=draw(POINTS),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(communes(), min_size=1, max_size=9))
def test_no_other_way_is_better_not_even_one_that_passes_officers_on(places):
    found = objective_of(places, best_moves(places))

    assert found == objective_by_programme(places, everybody=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(communes(), min_size=1, max_size=30))
def test_nobody_gives_more_than_can_be_spared_or_gets_more_than_is_lacking(places):
    moves = best_moves(places)

    for i, place in enumerate(places):
        assert sum(move.count for move in moves if move.giver == i) <= place.surplus
        assert sum(move.count for move in moves if move.receiver == i) <= place.shortfall
    spared, lacking = sum(p.surplus for p in places), sum(p.shortfall for p in places)
    assert sum(move.count for move in moves) == min(spared, lacking)
    assert not {move.giver for move in moves} & {move.receiver for move in moves}


def test_a_far_commune_of_the_district_goes_before_a_near_one_of_another():
    short = Place(0, 1, ("a",), (21.0, 105.0))
    near_elsewhere = Place(1, 0, ("b",), (21.0, 105.01))
    far_here = Place(1, 0, ("a",), (21.4, 105.4))

    assert [(m.giver, m.receiver, m.count) for m in best_moves([short, near_elsewhere, far_here])] == [
        (2, 0, 1)
    ]


def test_two_far_moves_within_districts_go_before_one_near_and_one_across():
    places = [
        Place(0, 1, ("a",), (21.0, 105.0)),
        Place(1, 0, ("a",), (22.0, 105.0)),
        Place(0, 1, ("b",), (22.0, 105.0)),
        Place(1, 0, ("b",), (21.0, 105.0)),
    ]

    assert [(m.giver, m.receiver) for m in best_moves(places)] == [(1, 0), (3, 2)]


def test_nothing_to_give_or_nothing_lacking_means_no_moves():
    assert best_moves([Place(0, 5, ("a",)), Place(0, 0, ("a",))]) == []
    assert best_moves([Place(5, 0, ("a",))]) == []
    assert best_moves([]) == []


def test_a_commune_without_a_point_still_gives():
    assert best_moves([Place(2, 0, ("a",)), Place(0, 1, ("a",), (21.0, 105.0))]) == [Move(0, 1, 1, 0)]
