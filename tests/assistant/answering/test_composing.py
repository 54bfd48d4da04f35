"""Tests of assistant.answering.composing."""

import pytest

from assistant.answering.composing import Lead, in_short, lead, lines_of
from assistant.quoting import Quote, write
from corpus import Article
from tests.assistant.evidence import make_evidence

MILL = Article("mill", "The mill", "It turns. It stands. [7] says <b>no</b>. 🐑 eat.", "Vell Post",
               "2021-03", "https://vell.example")  # fmt: skip
ARTICLES = {"mill": MILL}


class TestLines:
    def test_the_antecedent_stands_before_the_sentence_that_leans_on_it(self) -> None:
        leaning = make_evidence("It has sails.", start=20, antecedent=(0, 15))
        assert lines_of([[leaning]]) == [[Quote("mill", 0, 15), Quote("mill", 20, 33)]]

    def test_each_sentence_is_quoted_once(self) -> None:
        first = make_evidence("The mill is red.", start=0)
        second = make_evidence("It has sails.", start=20, antecedent=(0, 16))
        third = make_evidence("It turns.", start=40, antecedent=(0, 16))
        assert lines_of([[first, second, third]]) == [
            [Quote("mill", 0, 16), Quote("mill", 20, 33), Quote("mill", 40, 49)],
        ]
        assert lines_of([[first], [second], [third]]) == [
            [Quote("mill", 0, 16)], [Quote("mill", 20, 33)], [Quote("mill", 40, 49)],
        ]  # fmt: skip

    def test_the_same_span_of_two_articles_is_two_quotes(self) -> None:
        one, other = make_evidence("In 1871."), make_evidence("In 1872.", article_id="ferry")
        assert lines_of([[one, other]]) == [
            [Quote("mill", 0, 8), Quote("ferry", 0, 8)],
        ]

    def test_the_items_of_a_list_follow_on_lines_of_their_own(self) -> None:
        announcing = make_evidence("They sell:", items=((11, 18), (19, 26)))
        assert lines_of([[announcing, make_evidence("It turns.", start=40)]]) == [
            [Quote("mill", 0, 10)], [Quote("mill", 11, 18)], [Quote("mill", 19, 26)],
            [Quote("mill", 40, 49)],
        ]  # fmt: skip

    @pytest.mark.parametrize(("speaker", "order"), [((30, 44), (10, 30)), ((0, 9), (0, 10))])
    def test_who_speaks_stands_where_the_article_says_it(
        self, speaker: tuple[int, int], order: tuple[int, int]
    ) -> None:
        part = make_evidence("It turns.", start=10, speaker=speaker, short=(13, 18))
        [line] = lines_of([[part]])
        assert tuple(quote.start for quote in line) == order
        assert [quote.omits for quote in line] == [False, True]
        assert {quote.start: quote.short for quote in line}[10] == (13, 18)

    def test_the_short_answer_of_the_best_of_each_line_is_kept(self) -> None:
        best = make_evidence("In 1871.", short=(3, 7))
        other = make_evidence("In 1872.", start=10, short=(13, 17))
        doubtful = make_evidence("In 1873.", start=20, short=(23, 27), kind=0.4)
        for groups, expected in (
            ([[best, other, doubtful]], [(3, 7), None, None]),
            ([[best], [other], [doubtful]], [(3, 7), (13, 17), None]),
            ([[doubtful, best], [other]], [None, None, (13, 17)]),
        ):
            lines = lines_of(groups)
            assert [quote.short for line in lines for quote in line] == expected


def test_a_sentence_in_front_shares_the_numbers_of_the_quotes_it_rests_on() -> None:
    quotes = [Quote("mill", 0, 9), Quote("mill", 10, 20), Quote("mill", 21, 24)]
    written = write([quotes], ARTICLES, listed=False)
    text, citations = lead(Lead("It rests.", (quotes[2], quotes[0])), *written)
    assert text == f"It rests. [1][3]\n\n{written[0]}"
    assert [item.number for item in citations] == [1, 3, 1, 2, 3]
    assert [(item.answer_start, item.answer_end) for item in citations[:2]] == [(0, 9), (0, 9)]
    for item in citations[2:]:
        assert text[item.answer_start : item.answer_end] == item.quote
    assert [item.quote for item in citations[:2]] == ["It turns.", "[7]"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"antecedent": (0, 9), "short": (14, 28)}, "About 20 rooms."),
        ({"antecedent": (0, 9), "short": (14, 28), "kind": 0.4}, None),  # it may be none
        ({"antecedent": (0, 9)}, None),
        ({"short": (14, 28)}, None),  # its sentence is quoted first as it is
    ],
)
def test_the_short_answer_comes_first_where_what_it_leans_on_would(
    changes: dict[str, object], expected: str | None
) -> None:
    best = make_evidence("It has about 20 rooms.", 7, **changes)
    lead = in_short(best)
    assert (lead and lead.text) == expected
    assert lead is None or lead.quotes == [Quote("mill", 7, 29)]
