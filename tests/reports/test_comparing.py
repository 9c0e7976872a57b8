"""How a text that changed between two sendings is told to the one who approves."""

from reports.comparing import LONGEST, _excerpt


def test_an_explanation_of_ordinary_length_is_told_whole():
    text = "Xã còn thiếu một Trưởng Công an; điều chuyển từ các xã thừa trong quý III. " * 8

    assert _excerpt(text) == " ".join(text.split())


def test_a_longer_one_ends_with_a_whole_word():
    words = ["điều", "chuyển"] * LONGEST
    told = _excerpt(" ".join(words))

    assert len(told) <= LONGEST
    assert told.endswith(" …")
    assert set(told.removesuffix(" …").split()) == {"điều", "chuyển"}
