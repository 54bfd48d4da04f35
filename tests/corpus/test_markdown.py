"""Tests of corpus.markdown."""

import pytest

from corpus.markdown import plain_text


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("# A mill\n\nIt *turns* in the **wind**.", "A mill\n\nIt turns in the wind."),
        ("A mill\n======\n\nIt turns.", "A mill\n\nIt turns."),
        ("one\ntwo  \nthree", "one two\nthree"),
        ("see [the mill](https://vell.example)", "see the mill"),
        ("![a mill at dusk](mill.png)", "a mill at dusk"),
        ("![](mill.png)", ""),
        ("run `make`", "run make"),
        ("- oats\n- a lamp\n\n  with oil", "- oats\n\n- a lamp\n\nwith oil"),
        ("1. walk\n2. rest", "1. walk\n\n2. rest"),
        ("- walk\n- rest", "- walk\n\n- rest"),
        ("3. Findings\n\nIt rains.", "3. Findings\n\nIt rains."),
        ("> It turns.", "It turns."),
        ("```\nx = 1\n```", "x = 1"),
        ("<script>alert(1)</script>\n\nIt <b>turns</b>.", "It turns."),
        ("| mill | height |\n|---|---|\n| Vell | 12.5 m |", "mill\n\nheight\n\nVell\n\n12.5 m"),
        ("3 < 5 &amp; 5 > 3 \\*", "3 < 5 & 5 > 3 *"),
        ("", ""),
    ],
)
def test_the_words_stay_without_the_marks(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain
