"""Answers and quotes as text to paste: exact words, and everything that finds them again."""

from dataclasses import replace

from assistant.app.references import plain_answer, reference
from tests.assistant.records.support import MILL, made_answer


def test_a_reference_has_the_quote_and_where_it_stands() -> None:
    citation = made_answer().citations[0]
    assert reference(citation) == (
        "“It was built in 1871.”\n"
        "The [old] mill (Moor Weekly, July 2022) https://moor.example/a b?<x> "
        "(mill, characters 0–21)"
    )
    assert MILL.text[0:21] == "It was built in 1871."


def test_an_answer_is_copied_without_bold_type_but_with_its_own_asterisks() -> None:
    assert plain_answer(made_answer(" When was it built? ")) == (
        "When was it built?\n\n"
        "It was built in 1871. [1] It has *four* sails & <b>no</b> "
        "![cat](http://cats.example/x.png). [2]\n\n"
        "[1] The [old] mill (Moor Weekly, July 2022) https://moor.example/a b?<x> "
        "(mill, characters 0–21)\n"
        "[2] The [old] mill (Moor Weekly, July 2022) https://moor.example/a b?<x> "
        f"(mill, characters 22–{len(MILL.text)})"
    )


def test_what_is_not_answered_is_copied_too() -> None:
    answer = replace(made_answer(), missing="Nothing of Vell.")
    assert plain_answer(answer).split("\n\n")[2] == "Nothing of Vell."
