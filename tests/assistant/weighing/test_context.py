"""Tests of assistant.weighing.context."""

from collections.abc import Callable

import pytest

from assistant.weighing.context import Context
from corpus import Article
from index import Hit, Index

TEXT = (
    "A heading of the mill\n\n"
    "The mill of Vell was built in 1871. It has four sails. They turn in the wind.\n\n"
    "Goats live beside it. See Orr, Mills, https://mills.example/a for more. He wrote it."
)


def context_of(index: Index, start: int = 0, end: int = len(TEXT)) -> Context:
    return Context(index, "sails", Hit(1, "mill", "About mill", start, end, TEXT[start:end], 1.0))


@pytest.fixture
def index(indexed: Callable[..., Index]) -> Index:
    return indexed(mill=TEXT)


def position_of(context: Context, words: str) -> int:
    return next(n for n in range(len(context.sentences)) if context.words(n).startswith(words))


def test_sentences_with_their_cosines(index: Index) -> None:
    context = context_of(index)
    words = [context.words(position) for position in range(len(context.sentences))]
    assert words[:3] == [
        "A heading of the mill", "The mill of Vell was built in 1871.", "It has four sails.",
    ]  # fmt: skip
    best = max(range(len(words)), key=context.cosines.__getitem__)
    assert words[best] == "It has four sails."


def test_the_heading_that_a_sentence_stands_under(index: Index) -> None:
    context = context_of(index)
    assert context.text(context.heading(position_of(context, "They"))) == "A heading of the mill"
    assert context.heading(0) is None
    assert context.text(None) == ""


def test_headings_cannot_be_quoted(index: Index) -> None:
    context = context_of(index)
    assert context.words(context.positions[0]).startswith("The mill")
    assert len(context.positions) == len(context.sentences) - 1


def test_marks_alone_cannot_be_quoted(indexed: Callable[..., Index]) -> None:
    text = "The mill of Vell grinds rye.\n\n»\n\nIt has four sails."
    hit = Hit(1, "mill", "", 0, len(text), text, 1.0)
    context = Context(indexed(mill=text), "sails", hit)
    assert [context.words(position) for position in context.positions] == [
        "The mill of Vell grinds rye.", "It has four sails.",
    ]  # fmt: skip


def test_only_the_passage_can_be_quoted_but_what_stands_before_is_known(index: Index) -> None:
    context = context_of(index, start=TEXT.index("They turn"))
    assert context.words(context.positions[0]) == "They turn in the wind."
    assert context.words(1) == "The mill of Vell was built in 1871."


def test_the_antecedent_is_the_last_sentence_that_stands_on_its_own(index: Index) -> None:
    context = context_of(index)
    mill = position_of(context, "The mill")
    assert context.antecedent(position_of(context, "It has")) == mill
    assert context.antecedent(position_of(context, "They turn")) == mill
    assert context.antecedent(mill) is None
    assert context.between(mill, position_of(context, "They turn")) == (
        "The mill of Vell was built in 1871. It has four sails. "
    )
    assert context.between(None, 3) == ""


def test_a_heading_is_no_antecedent(indexed: Callable[..., Index]) -> None:
    text = "A heading of the mill\n\nIt has four sails and turns in the wind."
    index = indexed(mill=text)
    context = Context(index, "sails", Hit(1, "mill", "", 0, len(text), text, 1.0))
    assert context.leans(1)
    assert context.antecedent(1) is None


def test_a_line_with_an_address_is_a_reference(index: Index) -> None:
    context = context_of(index)
    assert context.is_aside(position_of(context, "See Orr"))
    assert context.is_aside(position_of(context, "He wrote"))  # in the same line
    assert not context.is_aside(position_of(context, "They turn"))


def whole(indexed: Callable[..., Index], text: str, start: int = 0) -> Context:
    """Return the context of a passage: a text from one of its characters on."""
    index = indexed(mill=text)
    hit = Hit(1, "mill", "About mill", start, len(text), text[start:], 1.0)
    return Context(index, "sails", hit)


def test_a_question_states_nothing(indexed: Callable[..., Index]) -> None:
    context = whole(indexed, "How old is the mill? It is from 1871. “Who asks?” said Orr.")
    asides = {context.words(n): context.is_aside(n) for n in context.positions}
    assert asides["How old is the mill?"] is True
    assert asides["It is from 1871."] is False
    assert context.is_aside(context.positions[-1]) is False  # said, not asked


class TestItems:
    LIST = "Orr sells three things:\n\n- flour of barley\n- bran\n\n- oats\n\nHe is rich. It rains."

    def items(self, context: Context, words: str) -> list[str]:
        return [context.words(item) for item in context.items(position_of(context, words))]

    def test_the_items_of_a_list_that_is_announced(self, indexed: Callable[..., Index]) -> None:
        context = whole(indexed, self.LIST)
        assert self.items(context, "Orr") == ["- flour of barley", "- bran", "- oats"]

    def test_only_what_ends_with_a_colon_announces(self, indexed: Callable[..., Index]) -> None:
        context = whole(indexed, self.LIST.replace(":", "."))
        assert self.items(context, "Orr") == []
        assert self.items(context, "- flour") == []
        assert self.items(context, "He is") == []

    def test_what_is_no_list_has_no_items(self, indexed: Callable[..., Index]) -> None:
        context = whole(indexed, "Orr sells three things:\n\nThe flour is white.\n\n- bran")
        assert self.items(context, "Orr") == []

    def test_the_last_sentence_announces_nothing(self, indexed: Callable[..., Index]) -> None:
        context = whole(indexed, "Orr is rich. Orr sells the following things:")
        assert context.items(len(context.sentences) - 1) == []

    def test_items_behind_the_passage_are_found(self, index: Index) -> None:
        text = "Orr sells:\n\n1. flour of barley\n2. bran of oats"
        index.add([Article("shop", "Shop", text)])
        context = Context(index, "x", Hit(1, "shop", "Shop", 0, 10, text[:10], 1.0))
        assert self.items(context, "Orr") == ["1. flour of barley", "2. bran of oats"]
        assert [context.words(position) for position in context.positions] == ["Orr sells:"]


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("It has four sails.", True),
        ("Its sails turn.", True),
        ("This made them rich.", True),
        ("The project spans 44 fields.", True),
        ("The new company is from Marl.", True),
        ("The signing, seen by Orr, took an hour.", True),
        ("The signing of the pact took an hour.", False),
        ("The company Orvel Oil is from Marl.", False),
        ("CEO Ines Dorrit grinds rye.", True),
        ("The managing director, Ines Dorrit, grinds rye.", True),
        ("Project manager Ines Dorrit grinds rye for the mill of Vell.", False),
        ("The CEO of Orvel Oil grinds rye.", False),
        ("Headwinds are strong.", False),
        ("She told them so.", True),
        ("- four sails, each of oak", True),
        ("2. four sails, each of oak", True),
        (f"2. The mill of Vell has {'many ' * 12}sails.", False),  # a paragraph with a number
        ("“They turn,” he said.", True),
        ("As the latest step, the project is led by Orr.", True),
        ("Led by Orr of Vell, the project began in 1871.", True),
        ("Built in 1871, it grinds rye.", True),
        ("Employing ten people, the company of Orr grinds rye.", True),
        ("Built in 1871, the mill of Vell grinds rye.", False),
        ("Red mills, the company said, are rare.", False),
        ("In 1871, it burned.", True),
        ("It is said that Vell is old.", False),
        ("The mill of Vell has four sails.", False),
        ("Projects are many.", False),
        ("Italy has mills.", False),
        ("Heather grows there.", False),
        ("In 1871, Vell burned.", False),
        ("It is important to grind well.", False),
        ("Rye accounted for 4.9 tons of it, and oats for 2.", True),
        ("Millers from Marl have built seven of them.", True),
        ("Orr owns 40 percent of these mills.", True),
        ("Ten millers came, and three of them stayed.", False),
        ("Orr paid half of those who came.", False),
        ("Orr built two of the mills.", False),
        ("The mills of Vell\n\nOrr built two of them", False),  # another line's
    ],
)
def test_leaning_sentences(indexed: Callable[..., Index], sentence: str, leans: bool) -> None:
    index = indexed(mill=sentence)
    context = Context(index, "x", Hit(1, "mill", "", 0, len(sentence), sentence, 1.0))
    assert context.leans(0) is leans
