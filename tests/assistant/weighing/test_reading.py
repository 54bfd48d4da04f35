"""Tests of assistant.weighing.reading: which sentences are read, and what becomes of the others."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pytest

from assistant.question.understanding import understand
from assistant.weighing.evidence import sieve
from assistant.weighing.reading import candidates, find_evidence
from index import Candidate, Index
from tests.embedder import HashingEmbedder


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[float]], list[Candidate]]:
    """Return a function that gives the sentences read one log-odds after the other."""

    def give(given: Sequence[float]) -> list[Candidate]:
        read: list[Candidate] = []

        def scores(
            _self: HashingEmbedder, _query: str, candidates: Sequence[Candidate]
        ) -> npt.NDArray[np.float32]:
            begin = len(read)
            read.extend(candidates)
            return np.array(given[begin : len(read)], np.float32)

        monkeypatch.setattr(HashingEmbedder, "read", scores)
        return read

    return give


LAMPS = " ".join(f"The lighthouse of Vell has {n} lamps." for n in range(20))


def test_only_the_most_promising_are_read_and_the_rest_are_held_to_be_no_better(
    indexed: Callable[..., Index], reading: Callable[[Sequence[float]], list[Candidate]]
) -> None:
    index = indexed(vell=LAMPS)
    question = understand("How many lamps has the lighthouse of Vell?")
    read = reading([-2, -1, 0, 1, 2, -6, *[-3] * 6])
    sieved, _ = sieve(index, question, None)
    found, hits = find_evidence(index, question, None)
    assert [one.sentence for one in read] == [item.text for item in sieved[:12]]
    cross = {item.text: item.cross for item in found}
    assert [cross[item.text] for item in sieved] == [-2, -1, 0, 1, 2, -6, *[-3] * 6, *[-6] * 8]
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)
    assert {hit.article_id for hit in hits} == {"vell"}


def test_where_the_first_answers_the_others_are_not_read(
    indexed: Callable[..., Index], reading: Callable[[Sequence[float]], list[Candidate]]
) -> None:
    index = indexed(vell=LAMPS)
    read = reading([3, 1])
    found, _ = find_evidence(index, understand("How many lamps has the lighthouse?"), None)
    assert len(read) == 2
    assert sorted(item.cross for item in found) == [-5] * 18 + [1, 3]


def test_for_a_list_more_are_read(
    indexed: Callable[..., Index], reading: Callable[[Sequence[float]], list[Candidate]]
) -> None:
    read = reading([3, 1] * 12)
    lamps = f"{LAMPS} {LAMPS.replace('lamps', 'tall lamps')}"
    find_evidence(indexed(vell=lamps), understand("Which lamps has the lighthouse of Vell?"), None)
    assert len(read) == 24


TOWERS = (
    "The island of Vell is small. The lighthouse of Orm is old. It has nine lamps.\n\n"
    "A ferry comes on Mondays. Its keeper is Mr Grey."
)


@pytest.mark.parametrize(
    ("query", "sentence", "before"),
    [
        ("How many lamps are there?", "It has nine lamps.", "The lighthouse of Orm is old."),
        ("How many lamps has Orm?", "It has nine lamps.", "The lighthouse of Orm is old."),
        ("How many lamps are on Vell?", "It has nine lamps.",
         "The island of Vell is small. The lighthouse of Orm is old."),
        ("When does the ferry to Vell come?", "A ferry comes on Mondays.",
         "The island of Vell is small."),
        ("when does the ferry to orm come", "A ferry comes on Mondays.",
         "The lighthouse of Orm is old."),
        ("When does the ferry of Mr Grey come?", "A ferry comes on Mondays.", ""),
        ("When does the ferry to Lind come?", "A ferry comes on Mondays.", ""),
        ("Is Vell small?", "The island of Vell is small.", ""),
    ],
)  # fmt: skip
def test_what_it_is_about_is_read_before_a_sentence(
    indexed: Callable[..., Index], query: str, sentence: str, before: str
) -> None:
    index = indexed(towers=TOWERS)
    sieved, hits = sieve(index, understand(query), None)
    [item] = [item for item in sieved if item.text == sentence]
    title = index.article("towers").title
    read = candidates(index, query, [item], hits)
    assert read == (query, [[Candidate(title, before, sentence)]])


def test_abbreviations_of_the_query_are_read_in_full(indexed: Callable[..., Index]) -> None:
    index = indexed(vell="The Vell Lamp Board (VLB) met. The VLB of the BM has an EV.")
    query = "How many EVs has the VLB?"
    sieved, hits = sieve(index, understand(query), None)
    [last] = [item for item in sieved if "BM" in item.text]
    asked, [[read]] = candidates(index, query, [last], hits)
    assert asked == "How many electric vehicles has the Vell Lamp Board?"
    assert read.sentence == "The Vell Lamp Board of the BM has an electric vehicle."


def test_the_heading_of_a_sentence_is_read_before_it(indexed: Callable[..., Index]) -> None:
    index = indexed(vell="The keeper is Mr Grey.\n\nLamps of Vell\n\nThey have nine wicks.")
    query = "How many wicks are there?"
    sieved, hits = sieve(index, understand(query), None)
    [item] = [item for item in sieved if "wicks" in item.text]
    _, [[read]] = candidates(index, query, [item], hits)
    assert read.before == "Lamps of Vell."


FERRIES = (
    "The ferry of Vell was built in 1990. It was red. In 2023 nine ferries sailed. Some were blue. "
    "Ten bells rang.\n\nGoats slept."
)


@pytest.mark.parametrize(
    ("query", "sentence", "before"),
    [
        ("How many bells rang in 2023?", "Ten bells rang.", "In 2023 nine ferries sailed."),
        ("How many bells rang in 1990?", "Ten bells rang.", ""),  # 2023 came between
        ("How many bells rang?", "Ten bells rang.", ""),
        ("Did goats sleep in 2023?", "Goats slept.", ""),  # another paragraph
        ("How many ferries sailed in 2023?", "In 2023 nine ferries sailed.", ""),
        ("Was it red in 1990?", "It was red.", "The ferry of Vell was built in 1990."),
    ],
)
def test_what_dates_a_sentence_is_read_before_it(
    indexed: Callable[..., Index], query: str, sentence: str, before: str
) -> None:
    index = indexed(vell=FERRIES)
    sieved, hits = sieve(index, understand(query), None)
    [item] = [item for item in sieved if item.text == sentence]
    _, [[read]] = candidates(index, query, [item], hits)
    assert read.before == before


@pytest.mark.parametrize(("words", "head"), [(80, True), (120, False)])
def test_a_name_is_looked_for_at_the_head_of_an_article_only(
    indexed: Callable[..., Index], words: int, head: bool
) -> None:
    naming = f"{'Long ' * words}ago the island of Vell had {'many ' * 60}goats."
    index = indexed(towers=f"{naming} A ferry comes on Mondays.")
    query = "When does the ferry to Vell come?"
    sieved, hits = sieve(index, understand(query), None)
    [ferry] = [item for item in sieved if item.text == "A ferry comes on Mondays."]
    _, [[read]] = candidates(index, query, [ferry], hits)
    assert read.before == (naming if head else "")


def test_a_name_in_the_title_is_read_there(indexed: Callable[..., Index]) -> None:
    index = indexed(vell="Vell is an island. A ferry comes on Mondays.")
    query = "When does the ferry to Vell come?"
    sieved, hits = sieve(index, understand(query), None)
    [ferry] = [item for item in sieved if "ferry" in item.text]
    _, [[read]] = candidates(index, query, [ferry], hits)
    assert read[:2] == ("About vell", "")


QUOTED = (
    '"The lighthouse has nine lamps. It was built by Orm & Sons. Mr. Ash paints it each May. '
    'His brush is red," said Ada Grey.'
)


def test_a_quotation_of_several_sentences_is_read_in_parts(
    indexed: Callable[..., Index], reading: Callable[[Sequence[float]], list[Candidate]]
) -> None:
    vell = "The island of Vell is small."
    index = indexed(isle=f"{vell}\n\n{QUOTED}")
    read = reading([-4, 2, -3, -5, -1])
    found, _ = find_evidence(index, understand("Which firm built the lighthouse of Vell?"), None)
    assert read == [
        Candidate("About isle", before, words)
        for before, words in (
            (vell, "The lighthouse has nine lamps."),
            (f"{vell} The lighthouse has nine lamps.", "It was built by Orm & Sons."),
            (vell, "Mr. Ash paints it each May."),
            (f"{vell} Mr. Ash paints it each May.", 'His brush is red," said Ada Grey.'),
            ("", vell),
        )
    ]
    quoted = "The lighthouse has nine lamps. It was built by Orm & Sons."
    assert {item.text: item.cross for item in found} == {quoted: 2, vell: -1}


def test_nothing_found_is_nothing_read(indexed: Callable[..., Index]) -> None:
    assert find_evidence(indexed(), understand("How many lamps?"), None)[0] == []
