"""Tests of assistant.replying.topics: the names that a collection holds."""

from assistant.replying.topics import frequent_names


def test_the_names_of_most_texts_come_first() -> None:
    texts = [
        "Orvel lies by the sea. Goats graze near Orvel and Marl.",
        "Trams run in Orvel. A goat crossed in Marl.",
        "Marl and Orvel trade. In March the goats leave for Sandry.",
        "Orvel sleeps. Its Belgian visitors left; see https://example.org/orvel for more.",
    ]
    assert frequent_names(texts) == ["Orvel", "Marl", "Sandry"]


def test_two_names_that_stand_together_are_one() -> None:
    texts = ["The Salt and Iron Road is long. The Salt and Iron Road was built by Orvel and Marl."]
    assert frequent_names([*texts, "Orvel met Marl.", "Marl grew."]) == [
        "Marl", "Orvel", "Salt and Iron Road",
    ]  # fmt: skip


def test_no_texts_and_no_names() -> None:
    assert frequent_names([]) == []
    assert frequent_names(["goats graze."]) == []
