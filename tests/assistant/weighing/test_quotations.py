"""Tests of assistant.weighing.quotations."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.understanding import understand
from assistant.weighing.quotations import narrowed, parts_of
from tests.assistant.evidence import make_evidence

BEHIND = (
    '"The ferry carries forty cars. It was built in 1998. Mr. Ash paints the hull each May. '
    'The crew is young," said its captain, Ada Grey.'
)
BEFORE = (
    "Captain Ada Grey said: “The ferry carries forty cars. Its hull is red. The crew is young.”"
)
ASKED = "How many cars does the ferry carry?"
START = 100


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (BEHIND, [
            "The ferry carries forty cars.", "It was built in 1998.",
            "Mr. Ash paints the hull each May.",
            'The crew is young," said its captain, Ada Grey.',
        ]),
        (BEFORE, [
            "Captain Ada Grey said: “The ferry carries forty cars.", "Its hull is red.",
            "The crew is young.",
        ]),
        ("The ferry of No. 4 quay carries forty cars.", [
            "The ferry of No. 4 quay carries forty cars.",
        ]),
        ('Asked "Is it full?" Ada Grey laughed.', ['Asked "Is it full?" Ada Grey laughed.']),
        ("“It is full. It is old.” Grey said.", ["It is full.", "It is old.” Grey said."]),
        ('"', ['"']),
        ("«Паром везёт сорок машин. Он красный», — сказал капитан.", [
            "Паром везёт сорок машин.", "Он красный», — сказал капитан.",
        ]),
    ],
)  # fmt: skip
def test_the_parts_of_a_sentence(text: str, parts: Sequence[str]) -> None:
    assert [text[start:end] for start, end in parts_of(text)] == parts


@pytest.mark.parametrize(
    ("text", "scores", "left", "speaker"),
    [
        (BEHIND, (2, -3, -3, -3), "The ferry carries forty cars.", "said its captain, Ada Grey."),
        (BEHIND, (-3, 2, -3, -3), "The ferry carries forty cars. It was built in 1998.",
         "said its captain, Ada Grey."),  # "It" needs what stands before
        (BEHIND, (2, -3, 1, -3),
         "The ferry carries forty cars. It was built in 1998. Mr. Ash paints the hull each May.",
         "said its captain, Ada Grey."),
        (BEHIND, (-3, -3, -3, 2), 'The crew is young," said its captain, Ada Grey.', None),
        (BEHIND, (1, -3, -3, 2), BEHIND, None),
        (BEHIND, (-1, -3, -3, -2), BEHIND, None),
        (BEFORE, (-3, -3, 2), "The crew is young.", "Captain Ada Grey said:"),
        (BEFORE, (2, -3, -3), "Captain Ada Grey said: “The ferry carries forty cars.", None),
    ],
)  # fmt: skip
def test_what_answers_is_left_of_a_quotation_and_who_speaks(
    text: str, scores: Sequence[float], left: str, speaker: str | None
) -> None:
    evidence = make_evidence(text, START, antecedent=(0, 40))
    found = narrowed(evidence, understand("What is said of the ferry's hull?"), scores)
    assert found.text == left
    assert text[found.start - START : found.end - START] == left
    begin, end = (place - START for place in found.speaker or (START, START))
    assert text[begin:end] == (speaker or "")
    assert found.antecedent == ((0, 40) if "forty cars" in left else None)


def test_the_short_answer_is_that_of_the_part() -> None:
    evidence = make_evidence(BEHIND, START, short=(START + 48, START + 52))
    found = narrowed(evidence, understand(ASKED), (2, -3, -3, -3))
    begin, end = found.short or (0, 0)
    assert BEHIND[begin - START : end - START] == "forty cars"


@pytest.mark.parametrize("question", ["When was the ferry built?", "Which parts has the ferry?"])
def test_a_quotation_stays_whole_if_what_is_asked_for_may_be_anywhere_in_it(question: str) -> None:
    evidence = make_evidence(BEHIND, START, short=(START + 48, START + 52))
    assert narrowed(evidence, understand(question), (2, -3, -3, -3)) == evidence


@given(st.text(alphabet=' .?!"“”«»aBЖ三。1\n', min_size=1, max_size=60))
def test_the_parts_are_in_order_and_leave_nothing_but_quotation_marks_out(text: str) -> None:
    spans = parts_of(text)
    assert spans
    assert all(start < end for start, end in spans)
    assert spans == sorted(spans)
    outside = list(text)
    for start, end in spans:
        outside[start:end] = [" "] * (end - start)
    assert set("".join(outside)) <= set(' "“”«»\n')
