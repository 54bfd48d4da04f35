"""Tests of index.lexical, against BM25 computed here."""

import random
from pathlib import Path

import numpy as np
import pytest

from index.filters import UNDATED, Filters, days, key
from index.lexical import Entry, LexicalIndex
from tests.index.bm25 import bm25

WORDS = ["mill", "goat", "lamp", "harbour", "red", "wind", "salt", "tram"]  # each its own stem


@pytest.fixture
def documents() -> dict[int, list[str]]:
    """Texts of up to 40 words, the lengths that tantivy stores exactly."""
    draw = random.Random(3)
    return {number: draw.choices(WORDS, k=draw.randint(1, 40)) for number in range(10, 70)}


def entries(documents: dict[int, list[str]]) -> list[Entry]:
    """The first word as the title: it counts as the others do. Three passages an article."""
    return [
        Entry(number, key(f"a{number // 3}"), 0, UNDATED, words[0], " ".join(words[1:]))
        for number, words in documents.items()
    ]


def entry(number: int, text: str, title: str = "") -> Entry:
    return Entry(number, key(str(number)), 0, UNDATED, title, text)


@pytest.mark.parametrize("query", [["goat"], ["mill", "tram"], WORDS, ["salt", "unknown"]])
def test_scores_are_those_of_bm25(documents: dict[int, list[str]], query: list[str]) -> None:
    index = LexicalIndex()
    index.add(entries(documents))
    numbers, scores = index.search(" ".join(query), 100)
    expected = bm25(documents, query)
    assert dict(zip(numbers.tolist(), scores.tolist(), strict=True)) == pytest.approx(
        expected, rel=1e-5
    )
    assert scores.tolist() == sorted(scores.tolist(), reverse=True)


def test_the_frequency_of_a_term(documents: dict[int, list[str]]) -> None:
    index = LexicalIndex()
    index.add(entries(documents))
    assert index.frequency("goat") == sum("goat" in words for words in documents.values()) > 0
    assert index.frequency("unknown") == 0


def test_adding_in_steps_ranks_as_adding_at_once(
    documents: dict[int, list[str]], tmp_path: Path
) -> None:
    made = entries(documents)
    at_once, stepwise = LexicalIndex(), LexicalIndex(tmp_path)
    at_once.add(made)
    for start in range(0, len(made), 7):
        stepwise.add(made[start : start + 7])
    reopened = LexicalIndex(tmp_path)
    for query in ["goat", "mill tram", "salt lamp wind"]:
        expected = [column.tolist() for column in at_once.search(query, 10)]
        assert [column.tolist() for column in stepwise.search(query, 10)] == expected
        assert [column.tolist() for column in reopened.search(query, 10)] == expected


@pytest.mark.parametrize("limit", [1, 5, 30])
def test_ties_go_to_the_smaller_number_however_they_came(tmp_path: Path, limit: int) -> None:
    index = LexicalIndex(tmp_path)
    for start in (80, 40, 0, 20, 60):
        index.add([entry(n, "Goats on the moor") for n in range(start, start + 20)])
    assert index.search("goat", limit)[0].tolist() == list(range(limit))


def found(query: str, *texts: str) -> list[int]:
    """Return which of the texts a query finds, best first."""
    index = LexicalIndex()
    index.add([entry(number, text) for number, text in enumerate(texts)])
    return index.search(query, 10)[0].tolist()


@pytest.mark.parametrize(
    "query",
    ['"goat', "goat*", "goat AND", "field:goat", "text:goat", "(goat", "goat)", "goat~2", "^goat^3",
     "+goat -", "goat\\", "[goat TO *]", "NOT goat!", "goat && ||", "/goat/", "goat\0",
     "goat\ud800"],
)  # fmt: skip
def test_there_is_no_query_syntax(query: str) -> None:
    assert found(query, "a goat on the moor", "a mill by the sea") == [0]


def test_function_words_count_only_where_there_are_no_others() -> None:
    assert found("what is a goat", "what a mill is", "the goat") == [1]
    assert found("what is it", "a goat", "what it is") == [1]


def test_what_looks_like_syntax_is_only_words() -> None:
    assert found("mill OR goat", "a goat", "a mill", "or else") == [0, 1]
    assert found("NOT mill", "a goat", "a mill") == [1]
    assert found('"red mill"', "a mill that is red") == [0]


@pytest.mark.parametrize("query", ["", " \n", "?!*", "👩\u200d👩\u200d👧"])
def test_a_query_without_terms_finds_nothing(query: str) -> None:
    assert found(query, "a goat", "a mill 👩\u200d👩\u200d👧") == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("It cost 5.678 billion, or 278,300 a year.",
         ["it", "cost", "5.678", "billion", "or", "278,300", "a", "year"]),
        ("300MW", ["300", "mw"]),
        ("Turning mills turned", ["turn", "mill", "turn"]),
        ("Café ÄVELL", ["cafe", "avel"]),
        ("cafe\u0301", ["cafe"]),
        ("大桥2019年", ["大", "桥", "2019", "年"]),
        ("Мост в городе", ["мост", "в", "городе"]),
        ("it's e-mail", ["it", "s", "e", "mail"]),
    ],
)  # fmt: skip
def test_terms(text: str, terms: list[str]) -> None:
    assert LexicalIndex().terms(text) == terms


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("5.678", 0), ("678", 1), ("31.5 km", 2), ("大桥", 3), ("steamed kettles", 4),
        ("CAFE", 5), ("ёлка", 6), ("mills", 7),
    ],
)  # fmt: skip
def test_what_a_query_finds(query: str, best: int) -> None:
    texts = [
        "It cost 5.678 billion.", "It cost 678 crowns.", "It is 31.5 km long.", "大桥开工。",
        "The kettle steams.", "The café is open.", "Ёлка stood.", "A mill stood.",
    ]  # fmt: skip
    assert found(query, *texts)[0] == best


def test_the_title_is_searched_too() -> None:
    index = LexicalIndex()
    index.add([entry(1, "They graze.", "Goats"), entry(2, "They turn.", "Mills")])
    assert index.search("goat", 5)[0].tolist() == [1]


def test_a_filter_applies_before_the_best_are_taken_and_changes_no_score(
    documents: dict[int, list[str]],
) -> None:
    index = LexicalIndex()
    index.add(entries(documents))
    numbers, scores = index.search("goat mill", 3, Filters(articles=("a5", "a6", "a99")))
    allowed = {n: s for n, s in bm25(documents, ["goat", "mill"]).items() if n // 3 in {5, 6}}
    best = sorted(allowed.items(), key=lambda item: -item[1])[:3]
    assert numbers.tolist() == [number for number, _ in best]
    assert scores.tolist() == pytest.approx([score for _, score in best], rel=1e-5)


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (Filters(sources=("Gazette",)), [1, 2]),
        (Filters(sources=("Courier", "Gazette")), [1, 2, 3]),
        (Filters(sources=("Nobody",)), []),
        (Filters(since="2021-06"), [2, 3]),
        (Filters(until="2021-05"), [1]),
        (Filters(until="2021"), [1, 2]),
        (Filters(sources=("Gazette",), since="2021-06-02", until="2022"), [2]),
    ],
)
def test_filters(filters: Filters, numbers: list[int]) -> None:
    index = LexicalIndex()
    dated = {1: ("Gazette", "2021-05-09"), 2: ("Gazette", "2021-06"), 3: ("Courier", "2022"),
             4: (None, None)}  # fmt: skip
    index.add(
        Entry(number, key(str(number)), key(source), days(date), "", "A goat")
        for number, (source, date) in dated.items()
    )
    assert index.search("goat", 9, filters)[0].tolist() == numbers


def test_what_is_not_live_is_not_found_and_takes_no_place() -> None:
    index = LexicalIndex()
    index.add([entry(number, "a goat") for number in range(50)])
    live = np.zeros(50, bool)
    live[[3, 41, 47]] = True
    assert index.search("goat", 2, live=live)[0].tolist() == [3, 41]
    assert index.search("goat", 9, live=live)[0].tolist() == [3, 41, 47]


def test_weights_of_terms_are_multiplied() -> None:
    index = LexicalIndex()
    index.add([entry(1, "a goat"), entry(2, "a mill"), entry(3, "a goat")])
    _, scores = index.search("mill", 9)
    numbers, weighed = index.search("mill goat", 9, weigh={"mill": 0.5, "goat": 0.0}.__getitem__)
    assert numbers.tolist() == [2]
    assert weighed.tolist() == pytest.approx((0.5 * scores).tolist())


def test_the_terms_that_begin_with_a_letter() -> None:
    index = LexicalIndex()
    index.add([entry(1, "wind, a lighthouse and windmills", "Harbour")])
    index.add([entry(2, "A towel in a tower")])
    assert sorted(index.beginning("t")) == ["towel", "tower"]
    assert sorted(index.beginning("w")) == ["wind", "windmil"]
    assert index.beginning("x") == []


def test_the_length_is_the_number_of_passages(documents: dict[int, list[str]]) -> None:
    index = LexicalIndex()
    assert len(index) == 0
    assert index.search("goat", 5)[0].tolist() == []
    index.add(entries(documents))
    assert len(index) == 60
