"""Tests of index.explaining, through the index: what is shown is what the search used."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Article
from index import Explanation, Filters, Index, QueryError, Term
from index.lexical import make_analyzer
from index.store import Scored
from tests.embedder import HashingEmbedder
from tests.stores import every_store

QUERY = "Which miller sold lighthouses and blue zeppelins in Orvel in 2019?"


@pytest.fixture
def explained(index: Index, towns: list[Article]) -> Explanation:
    start = towns[1].text.index("The recipe")
    return index.explain(QUERY, "brenmoor-cheese", (start, len(towns[1].text)))


def lists(index: Index, query: str) -> tuple[Scored, Scored]:
    """Return the dense and the lexical list of a query, from the store itself."""
    dense, lexical, _ = index._store.search(query, index._query_vector(query), 100, None)
    return dense, lexical


@every_store
def test_the_words_of_the_query_in_the_passage_and_the_quote(
    explained: Explanation, towns: list[Article]
) -> None:
    text = towns[1].text
    miller, orvel, blue = (text.index(word) for word in ("miller", "Orvel", "blue"))
    assert explained.terms == (
        Term("miller", ((miller, miller + 6),), ((miller, miller + 6),), in_title=False),
        Term("sold", (), (), in_title=False),
        Term("lighthouses", (), (), in_title=False),
        Term("blue", ((blue, blue + 4),), (), in_title=False),
        Term("zeppelins", (), (), in_title=False),
        Term("Orvel", ((orvel, orvel + 5),), ((orvel, orvel + 5),), in_title=False),
        Term("2019", (), (), in_title=False),
    )
    assert [term.word for term in explained.matched] == ["miller", "blue", "Orvel"]
    assert [term.word for term in explained.missing] == ["sold", "lighthouses", "zeppelins", "2019"]


def test_a_word_of_the_title(index: Index) -> None:
    (term,) = index.explain("tramways", "quill-tramway", (0, 9)).terms
    assert (term.word, term.in_title) == ("tramways", True)


@every_store
def test_ranks_and_scores_are_those_of_the_lists(index: Index, explained: Explanation) -> None:
    dense, lexical = lists(index, QUERY)
    number = index._store.passage_at("brenmoor-cheese", 0)[0]  # type: ignore[index]
    assert explained.dense_rank is not None
    assert explained.lexical_rank is not None
    assert dense[0][explained.dense_rank - 1] == lexical[0][explained.lexical_rank - 1] == number
    assert dense[1][explained.dense_rank - 1] == explained.cosine
    assert lexical[1][explained.lexical_rank - 1] == explained.bm25
    assert explained.passages_searched == 4


@every_store
def test_every_hit_has_the_rank_of_the_search(index: Index) -> None:
    for context in ("", "trams"):
        hits = index.search(QUERY, 10, context=context)
        assert len(hits) == 4
        for hit in hits:
            found = index.explain(QUERY, hit.article_id, (hit.start, hit.end), context=context)
            assert (found.rank, found.start, found.end) == (hit.rank, hit.start, hit.end)


def test_the_context_changes_the_rank_and_not_the_lists(index: Index) -> None:
    alone, about = (
        index.explain("How many stops?", "sandry-observatory", (0, 9), context=context)
        for context in ("", "the telescope on Mount Sandry")
    )
    assert (alone.rank, about.rank) == (4, 2)
    assert (about.dense_rank, about.cosine) == (alone.dense_rank, alone.cosine)
    assert (about.lexical_rank, about.bm25) == (alone.lexical_rank, alone.bm25)


def test_a_passage_that_lacks_all_words_is_not_in_the_lexical_list(index: Index) -> None:
    found = index.explain("hydrogen", "brenmoor-cheese", (0, 7))
    assert (found.lexical_rank, found.bm25) == (None, None)
    assert found.dense_rank in {1, 2, 3, 4}
    assert found.matched == ()


@every_store
def test_a_passage_that_the_filters_leave_out_was_not_found(index: Index) -> None:
    filters = Filters(sources=("Moor Weekly",))
    kept = index.explain("Orvel", "brenmoor-cheese", (0, 7), filters)
    assert (kept.lexical_rank, kept.passages_searched) == (1, 2)
    left_out = index.explain("Orvel", "orvel-lighthouse", (0, 7), filters)
    assert (left_out.dense_rank, left_out.lexical_rank, left_out.rank) == (None, None, None)
    nothing = index.explain("Orvel", "orvel-lighthouse", (0, 7), Filters(sources=("Nobody",)))
    assert (nothing.rank, nothing.passages_searched) == (None, 0)
    assert [term.word for term in nothing.matched] == ["Orvel"]


@pytest.mark.parametrize("span", [(5000, 5003), (-1, 4), (7, 7), (7, 3), (0, 5000)])
def test_a_place_that_is_not_there(index: Index, span: tuple[int, int]) -> None:
    with pytest.raises(QueryError, match=r"No passage of 'quill-tramway' begins a quotation at"):
        index.explain("trams", "quill-tramway", span)


def test_an_article_that_is_not_there(index: Index) -> None:
    with pytest.raises(QueryError, match="did you mean 'quill-tramway'"):
        index.explain("trams", "quil-tramway", (0, 3))


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index whose passages are shorter than its sentences."""
    made = Index.create(
        tmp_path_factory.mktemp("cut") / "index", HashingEmbedder(), passage_characters=25
    )
    made.add([Article("mill", "The mill", "Wheels of 3.5 m turn the old mills. Ünlü millers eat.")])
    return made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_spans_are_what_they_are_said_to_be(cut: Index, data: st.DataObject) -> None:
    text = cut.article("mill").text
    start = data.draw(st.sampled_from([at for at, mark in enumerate(text) if mark != " "]))
    end = data.draw(st.integers(start + 1, len(text)))
    query = " ".join(
        data.draw(
            st.lists(st.sampled_from(["mill", "wheel", "3.5 m", "3", "unlu", "x"]), min_size=1)
        )
    )
    found = cut.explain(query, "mill", (start, end))
    assert found.start <= start < found.end
    analyze = make_analyzer().analyze
    for term in found.terms:
        for first, last in term.passage:
            assert found.start <= first < last <= found.end
            assert analyze(text[first:last]) == analyze(term.word)
        for first, last in term.quote:
            assert start <= first < last <= end
            assert analyze(text[first:last]) == analyze(term.word)
    standing = analyze(text[found.start : found.end])
    for term in found.terms:
        assert len(term.passage) == standing.count(analyze(term.word)[0])
