"""Tests of assistant.language.abbreviations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.abbreviations import definitions, with_abbreviations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Orvel Wool Board (OWB) met.", [("OWB", "Orvel Wool Board")]),
        ("It was called the Bank of the Moor (BM), once.", [("BM", "Bank of the Moor")]),
        ("The Chile-Kenya-Uganda (CKU) Railway is long.", [("CKU", "Chile-Kenya-Uganda")]),
        ("Sales of small wind turbines (SWTs) fell.", [("SWT", "small wind turbines")]),
        ("The OWB (Orvel Wool Board) met.", [("OWB", "Orvel Wool Board")]),
        ("The mill (“Orvel Mill”, OM) turns.", []),
        ("Its solvent (N-methyl-2-pyrrolidone, NMP) is kept.", [("NMP", "N-methyl-2-pyrrolidone")]),
        ("Its oil (a kind of rape, NMP) is kept.", []),
        ("The Orvel Wool Board (see below) met.", []),
        ("The Orvel Wool Board (MXZ) met.", []),  # its letters are not there
        ("They met. Boards (OWB) are made of oak.", []),
        ("Orvel Wool Board. In it (OWB) they met.", []),  # another sentence
        ("The Nigerian National Petroleum Corporation (NNPC) met.",
         [("NNPC", "Nigerian National Petroleum Corporation")]),
        ("NNPC (Nigerian National Petroleum Corporation) met.",
         [("NNPC", "Nigerian National Petroleum Corporation")]),
        ("İİİ sold new energy vehicles (NEV).", [("NEV", "new energy vehicles")]),
        ("He said in Asia that (IAT) it is.", []),  # no name begins with "in"
        ("", []),
    ],
)  # fmt: skip
def test_what_abbreviations_stand_for(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(short, text[start:end]) for short, start, end in definitions(text)]
    assert found == expected


@given(st.text(alphabet="AbC (),.-\n", max_size=60))
def test_a_definition_has_the_letters_in_their_order(text: str) -> None:
    for short, start, end in definitions(text):
        letters = iter(text[start:end].lower())
        assert all(letter in letters for letter in short.lower() if letter.isalnum())
        assert text[start].lower() == short[0].lower()


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Who runs the Bank of the Moor?", "The BM is old.", None),  # two letters may be anything
        ("How many small wind turbines turn?", "SWTs turn.",
         "How many small wind turbines (SWT) turn?"),
        ("Who led the Chile-Kenya-Uganda railway?", "The CKU is long.",
         "Who led the Chile-Kenya-Uganda (CKU) railway?"),
        ("Who leads the Union of Orvel and Marl Dairies?", "The UOMD is old.",
         "Who leads the Union of Orvel and Marl Dairies (UOMD)?"),
        ("Who is the head of the island?", "The ITH and the HI are old.", None),
        ("Who leads the OWB?", "The Orvel Wool Board (OWB) met.",
         "Who leads the OWB (Orvel Wool Board)?"),
        ("Who leads the OWB?", "The OWB met.", None),
        ("Who leads the Orvel Wool Board (OWB)?", "The Orvel Wool Board (OWB) met.", None),
        ("Who sold NEVADA a NEV?", "new energy vehicles (NEV)",
         "Who sold NEVADA a NEV (new energy vehicles)?"),
        ("How many NEVs?", "new energy vehicles (NEV)", "How many NEVs (new energy vehicles)?"),
        ("Did green diesel production grow?", "The gross domestic product (GDP) grew.", None),
        ("Who is it?", "", None),
    ],
)  # fmt: skip
def test_a_question_is_given_what_the_articles_write(
    question: str, text: str, expected: str | None
) -> None:
    assert with_abbreviations(question, [text]) == (expected or question)
