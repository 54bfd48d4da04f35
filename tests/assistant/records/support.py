"""Answers to keep: one by hand, and any that hypothesis can think of."""

from hypothesis import strategies as st

from assistant.answer import Answer, Citation
from assistant.quoting import Quote, write
from assistant.records import Rating, Turn
from corpus import Article
from index import Filters, Hit

MILL = Article(
    "mill",
    "The [old] mill",
    "It was built in 1871. It has *four* sails & <b>no</b> ![cat](http://cats.example/x.png).",
    source="Moor Weekly",
    date="2022-07",
    url="https://moor.example/a b?<x>",
)
ASKED = "2025-06-18T09:30:00.000000+00:00"

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)

_PLACE = st.integers(0, 2**40)
_SHARE = st.floats(0, 1)
_CITATIONS = st.builds(
    Citation, _PLACE, WORDS, WORDS, st.none() | WORDS, st.none() | WORDS, st.none() | WORDS,
    _PLACE, _PLACE, WORDS, _PLACE, _PLACE, st.none() | _PLACE, st.none() | _PLACE,
)  # fmt: skip
_HITS = st.builds(Hit, _PLACE, WORDS, WORDS, _PLACE, _PLACE, WORDS, _SHARE)
ANSWERS = st.builds(
    Answer, WORDS, WORDS, WORDS, st.booleans(), st.none() | WORDS, _SHARE,
    st.lists(_CITATIONS, max_size=3).map(tuple), st.lists(_HITS, max_size=3).map(tuple),
    st.lists(WORDS, max_size=3).map(tuple), _PLACE, _PLACE, st.none() | WORDS,
)  # fmt: skip


def made_answer(question: str = "When was it built?") -> Answer:
    quotes = [Quote("mill", 0, 21, short=(16, 20)), Quote("mill", 22, len(MILL.text))]
    text, citations = write([quotes], {"mill": MILL}, listed=False)
    hit = Hit(1, "mill", MILL.title, 0, 21, MILL.text[:21], 0.75)
    return Answer(question, question, text, False, None, 0.9, citations, (hit,), ("Who?",), 1, 1)


def made_turn(question: str = "When was it built?", rating: Rating | None = None) -> Turn:
    return Turn(made_answer(question), Filters(("Moor Weekly",), (), "2022", None), ASKED, rating)
