"""Tests of corpus.sentences."""

import pytest
from hypothesis import given

from corpus import split_sentences
from tests.texts import texts


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split_sentences(text)]


@given(texts)
def test_spans_are_ordered_disjoint_and_cover_everything(text: str) -> None:
    position = 0
    for sentence in split_sentences(text):
        assert text[position : sentence.start].strip() == ""
        own = text[sentence.start : sentence.end]
        assert own == own.strip() != ""
        assert "\n" not in own
        position = sentence.end
    assert text[position:].strip() == ""


@pytest.mark.parametrize(
    "expected",
    [
        # abbreviations
        ["The U.S. team met Harrow Co. Ltd. in Vell.", "It won."],
        ["See No. 5 in the list.", "It is by Dr. Ames, e.g. the red one."],
        ["It weighs approx. 3 kg.", "It is old."],
        ["Prof. Lund lives near St. Anne.", "Gen. Harl does not."],
        ["The mill (built by Orr Inc.) closed at 5 p.m. on Friday.", "It reopened."],
        ["The ship sailed from the U.S.", "The crowd waved."],
        ["The mill was sold by Marsh Co.", "The buyer left."],
        ["Read vol. 3 and fig. 7 of it.", "They are short."],
        # numbers
        ["The bridge cost 5.678 billion crowns.", "It is 3.5 km long."],
        ["The fee is $3.50.", "Version 2.0.1 is out."],
        # initials
        ["J. K. Smith wrote it.", "A. Jones drew it."],
        # quotations
        ['"It works." Smith said.', '"We are glad."', "The crowd left."],
        ['"It works," Smith said.', "He smiled."],
        ["He asked: “Will it hold?”", "Nobody knew."],
        ["“It holds!” the engineer Ada Orr told the crowd.", "They cheered."],
        # other stops
        ["Is it safe?", "Yes, it is!", "It is... mostly."],
        # Russian
        ["В 2019 г. город построил мост.", "Он стоит 5 млн. крон.", "Длина 3,5 км."],
        ["Мост стоит 5 млн крон.", "Его строил им. Орра завод."],
        ["«Да», – сказал он.", "Все ушли."],
    ],
)
def test_sentences_of_a_paragraph(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["大桥于2019年开工。", "它长3.5公里！", "谁来维修？", "没人知道。"],
        ["“它有效。”张伟说。", "大家都走了。"],
    ],
)
def test_chinese_sentences_have_no_space_between_them(expected: list[str]) -> None:
    assert sentences("".join(expected)) == expected


def test_headlines_and_list_lines_are_sentences_of_their_own() -> None:
    text = (
        "A new harbour for Vell\nThe harbour opened on May 3\n\n"
        "It has:\n- two cranes\n- one lighthouse. It is red.\n1. a quay"
    )
    assert [(text[s.start : s.end], s.heading) for s in split_sentences(text)] == [
        ("A new harbour for Vell", True),
        ("The harbour opened on May 3", True),
        ("It has:", False),
        ("- two cranes", False),
        ("- one lighthouse.", False),
        ("It is red.", False),
        ("1. a quay", False),
    ]


def test_a_numbered_headline_has_a_sentence_behind_it_and_no_item_beside_it() -> None:
    text = "It rains.\n\n2. Findings\n\nIt is wet."
    assert [s.heading for s in split_sentences(text)] == [False, True, False]
    text = "Take:\n\n1. Rye\n\n2. Oats\n\nIt is good."
    assert [s.heading for s in split_sentences(text)] == [False] * 4


def test_a_line_of_two_sentences_is_no_heading() -> None:
    assert [s.heading for s in split_sentences("It rains. More to come")] == [False, False]


def test_spans_count_code_points() -> None:
    text = "👩\u200d👩\u200d👧 waved. Ёлка stood."
    assert [tuple(s) for s in split_sentences(text)] == [(0, 12, False), (13, 24, False)]


def test_the_same_sentence_twice_has_two_spans() -> None:
    assert [tuple(s)[:2] for s in split_sentences("It rains. It rains.")] == [(0, 9), (10, 19)]


def test_an_empty_text_has_no_sentences() -> None:
    assert split_sentences("") == []
