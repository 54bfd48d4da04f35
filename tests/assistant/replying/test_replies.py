"""Tests of assistant.replying.replies and assistant.replying.collection, through the assistant."""

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant
from assistant.answer import ABSTENTION
from assistant.replying.replies import questions_of
from corpus import Article
from index import Filters, Index, QueryError

ORVEL = "The lighthouse of Orvel (Orvel Gazette, 4 March 2021)"
BRENMOOR = "Cheese from Brenmoor (Moor Weekly, July 2022)"
QUILL = "A tramway for Quillhaven (Moor Weekly, 2023)"
SANDRY = "The observatory on Mount Sandry"
WEEKLY = Filters(sources=("Moor Weekly",))


def check(answer: Answer, assistant: Assistant) -> None:
    """Check that each line of a reply is cited, and each citation is to the letter."""
    for item in answer.citations:
        assert assistant.article(item.article_id).text[item.start : item.end] == item.quote
        assert answer.text[item.answer_start : item.answer_end]
    covered = {item.answer_start for item in answer.citations}
    place = 0
    for line in answer.text.split("\n"):
        assert not line or place in covered
        place += len(line) + 1
    assert [item.number for item in answer.citations] == sorted(
        item.number for item in answer.citations
    )
    assert (answer.abstained, answer.reason, answer.confidence) == (False, None, 1.0)
    assert answer.hits == ()


class TestTheCollection:
    @pytest.mark.parametrize(
        ("question", "text"),
        [
            ("Which articles mention Orvel?",
             "Two of the four articles mention “Orvel”: [1][2]\n\n"
             f"- {BRENMOOR} [1]\n- {ORVEL} [2]"),
            ("In which articles is the mirror mentioned?",
             f"One of the four articles mentions “mirror”: [1]\n\n- {SANDRY} [1]"),
            ("How many articles do you have?",
             "There are four articles: [1][2][3][4]\n\n"
             f"- {QUILL} [1]\n- {BRENMOOR} [2]\n- {ORVEL} [3]\n- {SANDRY} [4]"),
            ("What is the newest article?",
             f"The newest of the four articles (one has no date): [1]\n\n- {QUILL} [1]"),
            ("Which is the oldest article?",
             f"The oldest of the four articles (one has no date): [1]\n\n- {ORVEL} [1]"),
            ("Which publishers do you have?",
             "Three of the four articles name their publisher: [1][2]\n\n"
             "- Moor Weekly: two articles [1]\n- Orvel Gazette: one article [2]"),
            ("Which articles are from 2022?",
             "One of the four articles is from 2022 (one has no date): [1]\n\n"
             f"- {BRENMOOR} [1]"),
            ("articles since 2022",
             "Two of the four articles are from 2022 or later (one has no date): [1][2]\n\n"
             f"- {QUILL} [1]\n- {BRENMOOR} [2]"),
            ("Which articles are from the Moor Weekly?",
             "Two of the four articles are from Moor Weekly: [1][2]\n\n"
             f"- {QUILL} [1]\n- {BRENMOOR} [2]"),
            ("How many passages are indexed?",
             "The four articles are indexed as four passages. [1][2][3][4]"),
            ("When was the article on Quillhaven published?",
             "“A tramway for Quillhaven” is dated 2023 and is from Moor Weekly. [1]"),
            ("Who published the article “The observatory on Mount Sandry”?",
             "“The observatory on Mount Sandry” has no date and names no publisher. [1]"),
        ],
    )  # fmt: skip
    def test_to_the_letter(self, assistant: Assistant, question: str, text: str) -> None:
        answer = assistant.ask(question)
        assert answer.text == text
        assert (answer.articles_searched, answer.passages_searched) == (4, 4)
        check(answer, assistant)

    def test_a_mention_is_cited_at_its_first_sentence(self, assistant: Assistant) -> None:
        answer = assistant.ask("Which articles mention Orvel?")
        assert [(item.number, item.quote) for item in answer.citations] == [
            (1, "The recipe came with a miller from Orvel."),
            (1, "The recipe came with a miller from Orvel."),
            (2, "The lighthouse of Orvel was built in 1871."),
            (2, "The lighthouse of Orvel was built in 1871."),
        ]
        assert answer.text[answer.citations[1].answer_start :].startswith(f"- {BRENMOOR} [1]")

    def test_filters(self, assistant: Assistant) -> None:
        answer = assistant.ask("How many articles mention Orvel?", filters=WEEKLY)
        assert answer.text == (
            "One of the two articles that pass the filters mentions “Orvel”: [1]\n\n"
            f"- {BRENMOOR} [1]"
        )
        assert answer.articles_searched == 2
        check(answer, assistant)
        answer = assistant.ask("How many articles are there?", filters=WEEKLY)
        assert answer.text.startswith("There are two articles that pass the filters: [1][2]")

    @pytest.mark.parametrize(
        ("question", "text"),
        [
            ("How many articles mention zeppelins?",
             "None of the four articles mentions “zeppelins”."),
            ("Which articles mention cheese blue?",
             "None of the four articles mentions “cheese blue” in these words."),
            ("Which articles are from 1999?",
             "None of the four articles is known to be from 1999 (one has no date)."),
            ("articles from Xinhua", "None of the four articles has a publisher called “Xinhua”."),
        ],
    )  # fmt: skip
    def test_none(self, assistant: Assistant, question: str, text: str) -> None:
        answer = assistant.ask(question)
        assert (answer.text, answer.reason, answer.abstained) == (text, text, True)
        assert (answer.confidence, answer.citations, answer.articles_searched) == (0.0, (), 4)
        assert not answer.refuses

    def test_a_misspelt_name(self, assistant: Assistant) -> None:
        answer = assistant.ask("Which articles mention Quilhaven?")
        assert answer.text == (
            "None of the four articles mentions “Quilhaven”. Did you mean “Quillhaven”?"
        )
        assert answer.suggestions == ("Which articles mention Quillhaven?",)

    def test_long_lists_are_counted_and_cut(self, indexed: Callable[..., Index]) -> None:
        texts = {f"a{number:04}": f"Goat number {number} grazes." for number in range(1204)}
        assistant = Assistant(indexed(**texts, b="Sheep graze."))
        answer = assistant.ask("How many articles mention goats?")
        first, *others = answer.text.split("\n")
        assert first == (
            "1,204 of the 1,205 articles mention “goats”; here are ten: "
            "[1][2][3][4][5][6][7][8][9][10]"
        )
        assert others == ["", *(f"- About a{number:04} [{number + 1}]" for number in range(10))]
        check(answer, assistant)

    def test_all_and_the_only_one(self, indexed: Callable[..., Index]) -> None:
        assistant = Assistant(indexed(a="Goats graze."))
        ask = assistant.ask
        assert ask("Which articles mention goats?").text == (
            "The only article mentions “goats”: [1]\n\n- About a [1]"
        )
        assert ask("Which articles mention sheep?").text == "No article mentions “sheep”."
        assert ask("How many articles are there?").text.startswith("There is one article: [1]")
        assert ask("How many passages are there?").text == (
            "The one article is indexed as one passage. [1]"
        )
        assert ask("Who published these?").text == "No article names a publisher."
        assert ask("What is the newest article?").text == (
            "No article has a date, so none is known to be the newest."
        )
        assistant.add([Article("b", "B", "A goat sleeps.")])
        assert ask("Which articles mention a goat?").text.startswith(
            "Both articles mention “goat”: [1][2]"
        )

    def test_dates_that_do_not_tell(self, index: Index) -> None:
        assistant = Assistant(index)
        assistant.add([Article("new", "News", "Rain fell.", date="2023-05")])
        text = assistant.ask("What is the latest article?").text
        assert text.startswith(
            "The newest of the five articles, as far as their dates tell (one has no date): [1][2]"
        )

    def test_what_can_be_asked(self, assistant: Assistant) -> None:
        answer = assistant.ask("What can I ask you?")
        assert answer.text == (
            "Ask what the four articles may say: facts, figures, dates, names, comparisons. Among "
            "the names in them are Orvel, Brenmoor, Keeper Tove Aldane, Mayor Ines Dorrit and "
            "Mount Sandry. "
            "Their publishers are Moor Weekly and Orvel Gazette. Those with a date "
            "are from 4 March 2021 to 2023. You can also ask which articles there are, which of "
            "them mention something, and which is the newest."
        )
        assert (answer.abstained, answer.confidence) == (True, 0.0)

    def test_a_follow_up(self, assistant: Assistant) -> None:
        history = [
            {"role": "user", "content": "What is the lighthouse of Orvel?"},
            {"role": "assistant", "content": "It is a lighthouse."},
        ]
        answer = assistant.ask("And how many articles are there?", history)
        assert answer.text.startswith("There are four articles:")
        answer = assistant.ask("Which articles mention it?", history)
        assert answer.standalone_question == "Which articles mention Orvel?"
        assert answer.text.startswith("Two of the four articles mention “Orvel”:")
        history += [
            {"role": "user", "content": "How many articles mention Orvel?"},
            {"role": "assistant", "content": answer.text},
        ]
        assert assistant.ask("And Brenmoor?", history).text.startswith(
            "One of the four articles mentions “Brenmoor”:"
        )


class TestChitchat:
    def test_a_greeting(self, assistant: Assistant) -> None:
        answer = assistant.ask("Hello there!")
        assert answer.text == (
            "Hello! Ask me about the four articles; I answer in their own sentences, each with its "
            "citation."
        )
        assert answer.reason == "This is a greeting, not a question to the articles."
        assert (answer.question, answer.standalone_question) == ("Hello there!", "Hello there!")
        assert (answer.abstained, answer.confidence, answer.citations) == (True, 0.0, ())
        assert (answer.articles_searched, answer.hits) == (0, ())
        assert not answer.refuses
        assert not answer.searched

    def test_it_comes_with_starters(self, indexed: Callable[..., Index]) -> None:
        assistant = Assistant(indexed(orvel="The Orvel wind farm has 5 MW. Goats graze below."))
        starters = ("What is the capacity of the Orvel wind farm?",)
        for message in ("Hi", "Who are you?", "Write me a poem", "What can I ask you?"):
            assert assistant.ask(message).suggestions == starters

    @pytest.mark.parametrize(
        ("message", "begin"),
        [
            ("Thanks a lot!", "You are welcome! Ask me"),
            ("Who are you?", "I am Steppewise, a program that runs on this machine"),
            ("how are you", "All is well, thank you. Ask me"),
            ("test", "It works. Ask me"),
            ("ok", "All right. Ask me"),
        ],
    )
    def test_what_is_said(self, assistant: Assistant, message: str, begin: str) -> None:
        assert assistant.ask(message).text.startswith(begin)

    def test_a_goodbye_invites_to_nothing(self, assistant: Assistant) -> None:
        assert assistant.ask("Thanks, bye!").text == "Goodbye!"

    def test_a_greeting_before_a_question(self, assistant: Assistant) -> None:
        answer = assistant.ask("Good morning! When was the lighthouse of Orvel built?")
        assert answer.text == "The lighthouse of Orvel was built in **1871**. [1]"
        assert answer.standalone_question == "When was the lighthouse of Orvel built?"

    def test_no_articles(self, indexed: Callable[..., Index]) -> None:
        assistant = Assistant(indexed())
        assert assistant.ask("Hi").text == "Hello! There is no article to ask about."
        assert assistant.ask("How many articles are there?").reason == (
            "There are no articles yet; add some with: steppewise add PATH"
        )

    def test_filters_that_leave_nothing(self, assistant: Assistant) -> None:
        answer = assistant.ask("Which articles are there?", filters=Filters(until="1999"))
        assert answer.text == f"{ABSTENTION} The filters leave no article to search; widen them."


class TestTasks:
    def test_what_cannot_be_done(self, assistant: Assistant) -> None:
        answer = assistant.ask("Hi! Could you translate this into French?")
        assert answer.text == (
            "I only answer from the articles, in their own sentences and with citations; I cannot "
            "translate."
        )
        assert (answer.abstained, answer.reason) == (True, "I cannot translate.")

    def test_imperatives_that_ask_the_articles_are_answered(self, assistant: Assistant) -> None:
        answer = assistant.ask("Tell me about the lighthouse of Orvel.")
        assert answer.citations[0].article_id == "orvel-lighthouse"


def test_what_was_no_question_is_no_subject_of_a_follow_up() -> None:
    history = [
        {"role": "user", "content": "Good morning! What is Orvel?"},
        {"role": "assistant", "content": "A town."},
        {"role": "user", "content": "Thanks a lot"},
        {"role": "assistant", "content": "You are welcome!"},
        {"role": "user", "content": "Translate it into French"},
        {"role": "assistant", "content": "I cannot."},
        {"role": "user", "content": "And Marl?"},
        {},
    ]
    assert list(questions_of(history)) == [
        {"role": "user", "content": "What is Orvel?"},
        {"role": "assistant", "content": "A town."},
        {"role": "user", "content": "And Marl?"},
        {},
    ]


def test_a_turn_that_is_only_a_text_is_refused_in_a_sentence() -> None:
    with pytest.raises(QueryError, match="A turn of the history is 'What is Orvel\\?'; give it as"):
        list(questions_of(["What is Orvel?"]))  # type: ignore[list-item]
