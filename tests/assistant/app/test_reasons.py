"""Why a citation was found, as HTML: ranks, words, and exactly the matched words marked."""

from assistant.app.reasons import reasons_html
from corpus import Article
from index.explaining import Explanation, Term
from tests.assistant.app.dom import parse

MILL = Article("mill", "The mill", "Long ago. The <old> mill mills & grinds oats. The end.")


def explained(*terms: Term, **changes: object) -> Explanation:
    fields: dict[str, object] = {
        "query": "old <b>mills", "article_id": "mill", "start": 10, "end": 45,
        "dense_rank": 1200, "cosine": 0.314, "lexical_rank": None, "bm25": None, "rank": 3,
        "passages_searched": 2000, "terms": terms,
    }  # fmt: skip
    return Explanation(**{**fields, **changes})  # type: ignore[arg-type]


def spans(*words: str) -> tuple[tuple[int, int], ...]:
    places = [MILL.text.index(word) for word in words]
    return tuple((place, place + len(word)) for place, word in zip(places, words, strict=True))


def test_matched_words_are_marked_once_in_their_passage() -> None:
    old = Term("old", spans("old"), spans("old"), False)
    mills = Term("mills", spans("mill ", "mills")[1:], (), True)
    page = parse(reasons_html(MILL, explained(old, mills)))
    assert [text for _, text in page.marks] == ["old", "mills"]
    assert page.text.endswith("The <old> mill mills & grinds oats.")
    assert "Searched for: old <b>mills" in page.text
    assert "Matched: old, mills" in page.text


def test_ranks_are_told_and_so_is_what_was_not_found() -> None:
    text = parse(reasons_html(MILL, explained())).text
    assert "Rank of its passage among 2,000 passages" in text
    assert "By meaning (dense)1,200cosine 0.31" in text
    assert "By words (lexical)not found" in text
    assert "Both together3" in text


def test_missing_words_are_told_apart_from_those_of_the_title() -> None:
    titled, missing = Term("vell", (), (), True), Term("<i>", (), (), False)
    page = parse(reasons_html(MILL, explained(titled, missing)))
    assert "In the title only: vellNot in it: <i>" in page.text
    assert "Matched" not in page.text
    assert "i" not in page.tags
