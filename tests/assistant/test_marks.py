"""Tests of assistant.marks."""

from assistant.answer import Answer, Citation
from assistant.answering.composing import Lead, lead
from assistant.marks import BOLD, emphases, genuine_marks
from assistant.quoting import Quote, write
from corpus import Article

MILL = Article("mill", "The mill", "It was built in 1871. It has **four** sails. Orr [2] came.")
ARTICLES = {"mill": MILL}
BUILT = Quote("mill", 0, 21, short=(16, 20))
SAILS = Quote("mill", 22, 44, short=(29, 37))
PLAIN = Quote("mill", 22, 44)
CAME = Quote("mill", 45, 58)


def make_answer(text: str, citations: tuple[Citation, ...]) -> Answer:
    return Answer("When?", "When?", text, False, None, 0.9, citations, (), (), 1, 1)


def bold(answer: Answer) -> list[str]:
    return [answer.text[start:end] for start, end in emphases(answer)]


def of(*lines: list[Quote]) -> Answer:
    return make_answer(*write(lines, ARTICLES, listed=len(lines) > 1))


def test_the_short_answer_stands_between_the_marks_of_bold_type() -> None:
    answer = of([BUILT])
    assert answer.text == "It was built in **1871**. [1]"
    assert list(emphases(answer)) == [(16, 24)]
    assert bold(answer) == ["**1871**"]


def test_a_quote_without_a_short_answer_has_none() -> None:
    assert list(emphases(of([CAME]))) == []
    assert list(emphases(make_answer("", ()))) == []


def test_asterisks_of_an_article_are_not_ours() -> None:
    answer = of([PLAIN])
    assert "**four**" in answer.text
    assert list(emphases(answer)) == []
    assert bold(of([PLAIN, BUILT])) == ["**1871**"]


def test_a_short_answer_may_hold_asterisks_of_its_article() -> None:
    answer = of([SAILS])
    assert answer.text == "It has ****four**** sails. [1]"
    assert bold(answer) == ["****four****"]


def test_each_item_of_a_list_has_its_own() -> None:
    answer = of([BUILT], [SAILS], [CAME])
    assert bold(answer) == ["**1871**", "****four****"]


def test_a_short_answer_that_begins_or_ends_its_quote() -> None:
    assert list(emphases(of([Quote("mill", 0, 21, short=(0, 21))]))) == [(0, 25)]


def test_it_is_found_behind_a_sentence_of_our_own_and_not_in_it() -> None:
    written = write([[BUILT, CAME]], ARTICLES, listed=False)
    answer = make_answer(*lead(Lead("It rests.", (BUILT, CAME)), *written))
    begin = len("It rests. [1][2]\n\n") + 16
    assert list(emphases(answer)) == [(begin, begin + 8)]
    assert bold(answer) == ["**1871**"]


def test_marks_are_found_behind_bold_type() -> None:
    answer = of([BUILT, CAME])
    assert answer.text == "It was built in **1871**. [1] Orr [2] came. [2]"
    assert [answer.text[:start][-1] for start, _, _ in genuine_marks(answer)] == [" ", " "]
    assert list(genuine_marks(answer)) == [(26, 29, 0), (44, 47, 1)]


def test_an_answer_without_bold_type_is_the_words_of_its_quotes() -> None:
    answer = of([BUILT, PLAIN])
    [(start, end)] = emphases(answer)
    text = answer.text
    plain = text[:start] + text[start + len(BOLD) : end - len(BOLD)] + text[end:]
    assert plain == "It was built in 1871. [1] It has **four** sails. [2]"
