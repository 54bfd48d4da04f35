"""Tests of assistant.answering.items."""

from assistant.answering.items import distinct, with_items
from assistant.weighing.evidence import Evidence
from tests.assistant.evidence import make_evidence


def in_turn(*texts: str, start: int = 0) -> list[Evidence]:
    """Return evidence for texts that stand one behind the other."""
    found: list[Evidence] = []
    for text in texts:
        found.append(make_evidence(text, start=found[-1].end + 1 if found else start))
    return found


def test_two_lines_of_a_list_bring_the_others() -> None:
    wool, silk, flax = lines = in_turn("- Wool goes west;", "- Silk goes west;", "- Flax does.")
    elsewhere = make_evidence("- Coal goes east.", start=500)
    other = make_evidence("- Zinc goes east.", article_id="b", start=90)
    found = [*lines, elsewhere, other]
    assert with_items([silk, wool], found) == [silk, wool, flax]
    assert with_items([silk], found) == [silk]
    assert with_items([silk, other], found) == [silk, other]


def test_two_that_are_counted_in_words_bring_the_others() -> None:
    first, more, second, third = sentences = in_turn(
        "First, lamps should be lit.", "They are of brass.", "The second is oil.", "Finally, rest."
    )
    again = make_evidence("First, wool should be spun.", start=300)
    last = make_evidence("Third, it should be dyed.", start=340)
    found = [*sentences, again, last]
    assert with_items([second, first], found) == [second, first, third]
    assert with_items([first, again], found) == [first, again]
    assert with_items([more, second], found) == [more, second]
    far = make_evidence("Third, boats should sail.", start=2000)
    assert with_items([first, second], [first, second, far]) == [first, second]


def test_what_spells_out_a_sentence_comes_behind_it() -> None:
    aims, spelt, last = in_turn("The mill has aims.", "These aims are rye and oats.", "It is old.")
    best = make_evidence("Aims are many.", start=900)
    assert with_items([best, aims], [best, aims, spelt, last]) == [best, aims, spelt]
    for text in ("Examples include rye.", "One of them is rye.", "Among them are rye and oats."):
        other = make_evidence(text, start=aims.end + 1)
        assert with_items([aims], [aims, other]) == [aims, other]
    for text in ("They grind rye.", "The aims are old.", "One mill has rye."):
        other = make_evidence(text, start=aims.end + 1)
        assert with_items([aims], [aims, other]) == [aims]


def test_the_rest_of_a_list_has_nothing_of_a_rival() -> None:
    wool, silk = in_turn("- Wool goes west;", "- Silk goes west;")
    rival = make_evidence("- Flax does.", start=silk.end + 1, names=1.0)
    assert with_items([wool, silk], [wool, silk, rival]) == [wool, silk]


def test_the_same_words_are_told_once() -> None:
    one, same = make_evidence("Rye."), make_evidence("Rye.", start=50)
    assert distinct([one, same]) == [one]
    assert with_items([one, same], [one, same]) == [one]
