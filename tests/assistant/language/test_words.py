"""Tests of assistant.language.words."""

from assistant.language.words import SYNONYMS
from index.lexical import make_analyzer


def test_a_group_has_words_that_answer_for_each_other() -> None:
    assert [group for group in SYNONYMS if len(group) < 2] == []
    assert len(set(SYNONYMS)) == len(SYNONYMS)


def test_each_synonym_is_one_term() -> None:
    # A word that the analyzer cuts in two would make each half a synonym; "co2" is known to.
    analyzer = make_analyzer()
    words = {word for group in SYNONYMS for word in group}
    assert [word for word in sorted(words) if len(analyzer.analyze(word)) != 1] == ["co2"]
