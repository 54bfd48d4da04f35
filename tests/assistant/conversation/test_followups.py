"""Tests of follow-up questions: what assistant.conversation.following makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import ABSTENTION
from assistant.conversation.following import Message, gist, standalone


def talk(*turns: str) -> list[Message]:
    """Return a conversation in which user and assistant take turns."""
    return [{"role": ("user", "assistant")[n % 2], "content": turn} for n, turn in enumerate(turns)]


DAM = talk("How high is the Marl dam?", "The Marl dam is **40 metres** high. [1]")
BAKERY = talk(
    "Who runs the bakery in Quillhaven?", "- **Ines Dorrit** runs it with her sister. [1]"
)
FIRMS = talk(
    "Which companies built the Orvel tramway?",
    "Moor Steel laid the rails. [1] Brightwater Works delivered the wagons. [2]",
)
TWO = talk("Compare Orvel and Quillhaven.", "Orvel has 5 cats. [1] Quillhaven has nine. [2]")
LIST = talk(
    "Which mills are planned?",
    "- The Tarn mill is to grind oats. [1]\n- The Lindow mill is to grind rye. [2]\n"
    "- The Fell mill is to grind nothing. [3]",
)
PLANT = talk("How large is the rye mill in Lindow?", "It is small. [1]")
CHEESE = talk("How is blue cheese made?", "Milk is curdled and pierced. [1]")
WHERE = talk("Where is the Orvel lighthouse?", "It stands in Brenmoor Bay. [1]")


FERRIES = talk("How many ferries does the port of Orvel have?", "Nine. [1]")


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        # pronouns
        (DAM, "How much water does it hold?", "How much water does the Marl dam hold?"),
        (DAM, "When was it built and who owns it?", "When was the Marl dam built and who owns it?"),
        (DAM, "what is its volume", "What is the Marl dam's volume"),
        (DAM, "How was this done?", "How was the Marl dam done?"),
        (CHEESE, "Why is it blue?", "Why is blue cheese blue?"),
        (
            FIRMS,
            "Where do they come from?",
            "Where do the companies of the Orvel tramway come from?",
        ),
        (DAM, "Who was paid after it?", "Who was paid after the Marl dam?"),
        (DAM, "Who ran the mill before it?", "Who ran the mill before the Marl dam?"),
        (
            DAM,
            "Who ran the mill before it was closed?",
            "Who ran the mill before it was closed?",
        ),
        (
            DAM,
            "Which Danish firm ran the mill before it?",
            "Which Danish firm ran the mill before the Marl dam?",
        ),
        (DAM, "Which Danish firm sold it after May?", "Which Danish firm sold it after May?"),
        # a part of what was asked
        (
            talk("How much grain did Orvel's mills grind in 1871?", "40 tons. [1]"),
            "How much of that was rye?",
            "How much of the grain of Orvel in 1871 was rye?",
        ),
        (
            talk("How many sailors does the Orvel ferry employ?", "Nine. [1]"),
            "And how many of them are women?",
            "How many of the sailors of the Orvel ferry are women?",
        ),
        (
            [*FERRIES, *talk("What is their tonnage?", "90 tons. [1]")],
            "How many of them carry cars?",
            "How many of the ferries carry cars?",
        ),
        (FERRIES, "How many did Vell Ltd buy?", "How many ferries did Vell Ltd buy?"),
        (
            FERRIES,
            "And how many are being built?",
            "How many ferries are being built? (port of Orvel)",
        ),
        (FERRIES, "How many are there in Norway?", "How many ferries are there in Norway?"),
        (BAKERY, "How many are there in Norway?", "How many are there in Norway?"),
        # persons
        (BAKERY, "How old is she?", "How old is Ines Dorrit?"),
        (BAKERY, "What is her favourite cake?", "What is Ines Dorrit's favourite cake?"),
        (BAKERY, "Who taught her?", "Who taught Ines Dorrit?"),
        (talk("What did T. Aldane sail?", "Rafts."), "Who is he?", "Who is T. Aldane?"),
        (
            [*BAKERY, *talk("When did Dorrit open it?", "In 1990. [1]")],
            "Where was she born?",
            "Where was Ines Dorrit born?",
        ),
        (PLANT, "What is its price?", "What is the price of the rye mill in Lindow?"),
        (
            talk("Which treaties were signed on fishing?", "Two. [1]"),
            "Who wrote them?",
            "Who wrote the treaties on fishing?",
        ),
        # places
        (DAM, "Who works there?", "Who works at the Marl dam?"),
        (WHERE, "How many people live there?", "How many people live in Brenmoor Bay?"),
        # definite phrases
        (DAM, "Who built the dam?", "Who built the Marl dam?"),
        (DAM, "Who paid for this project?", "Who paid for the Marl dam?"),
        (LIST, "Who owns the second one?", "Who owns the Lindow mill?"),
        (LIST, "When will the first open?", "When will the Tarn mill open?"),
        (LIST, "Where is the last one?", "Where is the Fell mill?"),
        (TWO, "Is the former near the sea?", "Is Orvel near the sea?"),
        (TWO, "How old is the latter?", "How old is Quillhaven?"),
        (
            [*TWO, *talk("How many dogs has Orvel?", "None. [1]")],
            "And the other one?",
            "How many dogs has Quillhaven?",
        ),
        # nouns that are of something
        (DAM, "What was the cost?", "What was the cost of the Marl dam?"),
        (DAM, "When did construction start?", "When did construction of the Marl dam start?"),
        (CHEESE, "What are the benefits?", "What are the benefits of blue cheese?"),
        # questions without a subject
        (DAM, "How many turbines?", "How many turbines? (Marl dam)"),
        (DAM, "When?", "When? (Marl dam)"),
        (DAM, "how much", "How much (Marl dam)"),
        (DAM, "Who made the gates?", "Who made the gates? (Marl dam)"),
        # ellipsis
        (DAM, "And the Tarn dam?", "How high is the Tarn dam?"),
        (DAM, "what about Quillhaven", "How high is Quillhaven?"),
        (DAM, "What about the price?", "What is the price of the Marl dam?"),
        (DAM, "And the costs?", "What are the costs of the Marl dam?"),
        (DAM, "And in 1990?", "How high is the Marl dam in 1990?"),
        (DAM, "And why?", "Why? (Marl dam)"),
        (DAM, "But who owns it?", "Who owns the Marl dam?"),
        (
            talk("How many goats had Orvel in 2020?", "Nine. [1]"),
            "And in 2021?",
            "How many goats had Orvel in 2021?",
        ),
        (
            talk("What was agreed on fishing in Orvel?", "Nothing. [1]"),
            "And in Lindow?",
            "What was agreed on fishing in Lindow?",
        ),
        # Cyrillic
        (talk("How old is Орвель?", "Очень. [1]"), "When was it built?", "When was Орвель built?"),
        # what is said before a question
        (DAM, "Thanks! How old is it?", "How old is the Marl dam?"),
        (DAM, "OK, and who owns it?", "Who owns the Marl dam?"),
    ],
)
def test_a_follow_up_is_understood(history: list[Message], question: str, expected: str) -> None:
    assert standalone(question, history) == expected


@pytest.mark.parametrize("history", [DAM, BAKERY, FIRMS, TWO, LIST, CHEESE, WHERE])
@pytest.mark.parametrize(
    "question",
    [
        "How large is the salt works in Tarn?",
        "Which goats are blue?",
        "How do I bake sourdough bread?",
        "Why was it hard to reach Lindow?",
        "Does Lindow have a school, and is it free?",
        "Did Tove Aldane say when he sails?",
        "Are there ferries in Lindow?",
        "When does the ninth one get its roof?",
        "Have there ever been ferries in Lindow?",
        "I asked how the taxes of Lindow rose",
        "Do owls hunt at night when they are fed?",
        "What did the mayor of Tarn say about that?",
        "Thanks!",
        "hello there",
        "OK, thank you very much.",
        "?",
        "",
    ],
)
def test_a_change_of_subject_is_not_dragged_back(question: str, history: list[Message]) -> None:
    assert standalone(question, history) == question


def test_an_abstention_names_nobody() -> None:
    history = talk("How deep is the moor?", f"{ABSTENTION} They do not mention Ines Dorrit.")
    assert standalone("How old is she?", history) == "How old is she?"


def test_thanks_do_not_end_a_subject() -> None:
    history = [*DAM, *talk("Thanks!", "Ask on.", "Great, thank you", "Of course.")]
    assert standalone("Who owns it?", history) == "Who owns the Marl dam?"


def test_content_in_parts() -> None:
    history: list[Message] = [
        {"role": "user", "content": [{"type": "text", "text": "How high is the Marl dam?"}]},
        {"role": "assistant", "content": [{"type": "text", "text": ""}, "40 m. [1]"]},
    ]
    assert standalone("Who owns it?", history) == "Who owns the Marl dam?"


def test_twenty_turns() -> None:
    turns = [turn for n in range(19) for turn in (f"How old is goat {n}?", "Old. [1]")]
    history = talk(*turns, "How high is the Marl dam?", "It is high. [1]")
    assert standalone("Who owns it?", history) == "Who owns the Marl dam?"


class TestGist:
    def test_is_what_the_conversation_keeps_coming_back_to(self) -> None:
        history = [*DAM, *talk("Does the dam feed the Tarn mill?", "The dam feeds nothing. [1]")]
        assert gist(history) == "Marl dam"

    def test_follows_a_change_of_subject(self) -> None:
        turns = ("How is rye milled?", "Rye is milled by stones.", "Is rye sweet?", "Rye is sour.")
        assert gist([*DAM, *talk(*turns)]) == "rye"

    @pytest.mark.parametrize("history", [[], talk("Hello!", "Ask."), talk("How?", "So. [1]")])
    def test_may_be_lacking(self, history: list[Message]) -> None:
        assert gist(history) == ""


contents = st.one_of(st.text(), st.none(), st.lists(st.text()), st.integers())
histories = st.lists(
    st.fixed_dictionaries(
        {"role": st.sampled_from(["user", "assistant", "tool"])}, optional={"content": contents}
    )
)
NAMES = st.sampled_from(["Tarn", "Lindow", "Tove Aldane", "Fell Mining Company", "Орвель"])
ASKED = st.sampled_from(
    ["How old is {}?", "What does {} sell?", "Who founded {}?", "Is {} larger than a goat?"]
)


@given(st.text(), histories)
def test_no_conversation_is_too_strange(question: str, history: list[Message]) -> None:
    assert isinstance(standalone(question, history), str)
    assert isinstance(gist(history), str)


@given(ASKED, NAMES, st.sampled_from([DAM, BAKERY, FIRMS, TWO, LIST, CHEESE, WHERE]))
def test_a_question_that_names_its_subject_is_left_alone(
    asked: str, name: str, history: list[Message]
) -> None:
    question = asked.format(name)
    assert standalone(question, history) == question


@given(st.sampled_from(["How old is it?", "And Tarn?", "Who owns the second one?", "When?"]))
def test_what_was_understood_stands_by_itself(question: str) -> None:
    for history in (DAM, TWO, LIST, CHEESE):
        understood = standalone(question, history)
        assert standalone(understood, []) == understood
