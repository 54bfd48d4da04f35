"""Tests of assistant.show: what an answer looks like on a terminal, and what elsewhere."""

import io

import pytest
from rich.console import Console

from assistant import show
from assistant.answer import Answer, Citation
from assistant.answering.composing import Lead, lead
from assistant.quoting import Quote, write
from corpus import Article

MILL = Article("mill", "The mill", "It was built in 1871. It has **four** [sails]. Orr [2] came.",
               "Vell Post", "2021-03")  # fmt: skip
BUILT = Quote("mill", 0, 21, short=(16, 20))
SAILS = Quote("mill", 22, 46)
CAME = Quote("mill", 47, 60)
MARK = "\x1b[36m[{}]\x1b[0m"
BOLD = "\x1b[1m{}\x1b[0m"


def make_answer(written: tuple[str, tuple[Citation, ...]]) -> Answer:
    return Answer("When?", "When?", written[0], False, None, 0.9, written[1], (), (), 1, 2)


def of(*lines: list[Quote]) -> Answer:
    return make_answer(write(lines, {"mill": MILL}, listed=len(lines) > 1))


def shown(answer: Answer, monkeypatch: pytest.MonkeyPatch, *, terminal: bool = True) -> str:
    """Return what is printed, with the codes of a terminal's colours."""
    printed = io.StringIO()
    console = Console(
        file=printed, force_terminal=terminal, color_system="standard" if terminal else None,
        highlight=False, markup=False, emoji=False, soft_wrap=True, _environ={},
    )  # fmt: skip
    monkeypatch.setattr(show, "_out", console)
    show.answer(answer)
    return printed.getvalue()


def test_a_terminal_shows_bold_type_instead_of_its_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(of([BUILT]), monkeypatch)
    first, _, source, *_ = text.split("\n")
    assert first == f"It was built in {BOLD.format('1871')}. {MARK.format(1)}"
    assert source == "\x1b[36m[1] \x1b[0mThe mill, Vell Post, 2021-03 (mill:0-21)"


def test_elsewhere_the_marks_of_markdown_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(of([BUILT]), monkeypatch, terminal=False) == (
        "It was built in **1871**. [1]\n\n"
        "[1] The mill, Vell Post, 2021-03 (mill:0-21)\n\n"
        "Searched 1 article, 2 passages.\n"
    )


def test_asterisks_and_brackets_of_an_article_are_shown_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = shown(of([BUILT, SAILS, CAME]), monkeypatch)
    assert text.split("\n")[0] == (
        f"It was built in {BOLD.format('1871')}. {MARK.format(1)} It has **four** [sails]. "
        f"{MARK.format(2)} Orr [2] came. {MARK.format(3)}"
    )


def test_a_short_answer_with_asterisks_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(of([Quote("mill", 22, 46, short=(29, 37))]), monkeypatch)
    assert text.startswith(f"It has {BOLD.format('**four**')} [sails]. {MARK.format(1)}\n")


def test_each_item_of_a_list_may_have_a_short_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    came = Quote("mill", 47, 60, short=(47, 50))
    text = shown(of([BUILT], [came]), monkeypatch)
    assert text.split("\n")[:2] == [
        f"- It was built in {BOLD.format('1871')}. {MARK.format(1)}",
        f"- {BOLD.format('Orr')} [2] came. {MARK.format(2)}",
    ]


def test_a_sentence_of_our_own_stands_first(monkeypatch: pytest.MonkeyPatch) -> None:
    written = write([[BUILT, CAME]], {"mill": MILL}, listed=False)
    text = shown(make_answer(lead(Lead("They differ.", (BUILT, CAME)), *written)), monkeypatch)
    assert text.split("\n")[:3] == [
        f"They differ. {MARK.format(1)}{MARK.format(2)}",
        "",
        f"It was built in {BOLD.format('1871')}. {MARK.format(1)} Orr [2] came. {MARK.format(2)}",
    ]
