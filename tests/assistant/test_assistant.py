"""Tests of assistant.assistant: answers, conversations, filters and collections."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Citation
from corpus import Article
from index import Change, Filters, Index, IndexMissingError, Outcome, QueryError
from tests.assistant.checking import ANSWERABLE, UNANSWERABLE, check
from tests.embedder import HashingEmbedder


class TestAnswers:
    @pytest.mark.parametrize("question", ANSWERABLE)
    def test_what_is_answered_is_cited_to_the_character(
        self, assistant: Assistant, question: str
    ) -> None:
        answer = assistant.ask(question)
        assert not answer.abstained
        assert (answer.question, answer.standalone_question) == (question, question)
        assert (answer.articles_searched, answer.passages_searched) == (4, 4)
        check(answer, assistant)

    @pytest.mark.parametrize("question", UNANSWERABLE)
    def test_what_no_article_answers_is_refused_with_a_reason(
        self, assistant: Assistant, question: str
    ) -> None:
        answer = assistant.ask(question)
        assert answer.abstained
        assert len(answer.hits) == 4
        check(answer, assistant)

    def test_an_answer_to_the_letter(self, assistant: Assistant) -> None:
        answer = assistant.ask("When was the lighthouse of Orvel built?")
        assert answer.text == "The lighthouse of Orvel was built in **1871**. [1]"
        assert answer.citations == (
            Citation(1, "orvel-lighthouse", "The lighthouse of Orvel", "Orvel Gazette",
                     "2021-03-04", "https://gazette.example/lighthouse", 0, 42,
                     "The lighthouse of Orvel was built in 1871.", 0, 46, 37, 41),
        )  # fmt: skip

    def test_a_refusal_to_the_letter(self, assistant: Assistant) -> None:
        answer = assistant.ask("When did Quillhaven open a zeppelin?")
        assert answer.text == (
            "The articles do not answer this. They do not mention “zeppelin”. The nearest passage, "
            "in “A tramway for Quillhaven” (Moor Weekly, 2023), speaks of “Quillhaven” and “open”, "
            "but gives no date for it."
        )

    def test_a_sentence_comes_after_the_one_that_it_leans_on(
        self, indexed: Callable[..., Index]
    ) -> None:
        index = indexed(vell="Vell has a red mill. It was built by Ada Orr in 1871.")
        answer = Assistant(index).ask("When was the mill of Vell built?")
        assert answer.text == (
            "1871. [2]\n\nVell has a red mill. [1] It was built by Ada Orr in **1871**. [2]"
        )
        assert [item.number for item in answer.citations] == [2, 1, 2]

    def test_a_comparison_has_a_sentence_of_each_side(self, assistant: Assistant) -> None:
        answer = assistant.ask("Compare the goats of Brenmoor with the cats of Orvel.")
        assert {item.article_id for item in answer.citations} == {
            "brenmoor-cheese", "orvel-lighthouse",
        }  # fmt: skip
        hits = [(hit.article_id, hit.start) for hit in answer.hits]
        assert len(set(hits)) == len(hits)
        check(answer, assistant)

    def test_the_missing_side_of_a_comparison_is_named(self, indexed: Callable[..., Index]) -> None:
        index = indexed(orvel="The Orvel mill grinds 500 tons of barley a year.")
        answer = Assistant(index).ask("Compare the output of the Orvel mill and the Marl quarry.")
        assert answer.text == "The Orvel mill grinds 500 tons of barley a year. [1]"
        assert answer.missing is not None
        assert answer.missing.startswith("The articles do not tell this of the Marl quarry. They ")
        assert not answer.abstained

    def test_one_figure_does_not_answer_both_parts_of_a_question(
        self, indexed: Callable[..., Index]
    ) -> None:
        index = indexed(
            vell="In 2020 the mill of Vell ground 55 tons of barley. Now the mill of Vell "
            "grinds 120 tons of barley."
        )
        answer = Assistant(index).ask(
            "How many tons did the mill of Vell grind in 2020 and how many tons does it grind now?"
        )
        assert "**55 tons**" in answer.text
        assert "**120 tons**" in answer.text

    def test_a_comparison_begins_with_what_the_figures_say(
        self, indexed: Callable[..., Index]
    ) -> None:
        index = indexed(
            orvel="The Orvel wind farm has a capacity of 500 MW. Goats graze below.",
            marl="The Marl wind farm has a capacity of 0.2 GW. Sheep graze above.",
        )
        answer = Assistant(index).ask("Which has the higher capacity, Marl or Orvel?")
        assert answer.text == (
            "The higher figure is that of Orvel: 500 MW against 0.2 GW, 2.5 times. [1][2]\n\n"
            "- The Marl wind farm has a capacity of **0.2 GW**. [1]\n"
            "- The Orvel wind farm has a capacity of **500 MW**. [2]"
        )
        assert [item.number for item in answer.citations] == [1, 2, 1, 2]
        assert [answer.text[item.answer_start : item.answer_end] for item in answer.citations] == [
            "The higher figure is that of Orvel: 500 MW against 0.2 GW, 2.5 times.",
            "The higher figure is that of Orvel: 500 MW against 0.2 GW, 2.5 times.",
            "The Marl wind farm has a capacity of **0.2 GW**.",
            "The Orvel wind farm has a capacity of **500 MW**.",
        ]
        check(answer, Assistant(index))

    def test_figures_of_something_else_are_not_compared(
        self, indexed: Callable[..., Index]
    ) -> None:
        index = indexed(
            orvel="The Orvel mill buys power from Zembla Wind, whose farm has a capacity of 75 MW.",
            marl="The Marl wind farm has a capacity of 20 MW.",
        )
        answer = Assistant(index).ask("Which has the higher capacity, Marl or Orvel?")
        assert [item.number for item in answer.citations] == [1, 2]
        check(answer, Assistant(index))

    def test_a_misspelt_question(self, assistant: Assistant) -> None:
        answer = assistant.ask("when was the lighthuose of Orvel biult")
        assert answer.text == "The lighthouse of Orvel was built in **1871**. [1]"
        assert answer.question == "when was the lighthuose of Orvel biult"
        assert answer.standalone_question == "when was the lighthouse of Orvel built"

    def test_a_refusal_speaks_of_the_words_that_were_meant(self, assistant: Assistant) -> None:
        answer = assistant.ask("How many volcanoes does the lighthuose overlook?")
        assert "“lighthouse”" in answer.text
        assert "lighthuose" not in answer.text

    @pytest.mark.parametrize("question", [*ANSWERABLE, *UNANSWERABLE])
    def test_the_same_question_has_the_same_answer(
        self, assistant: Assistant, index: Index, towns: list[Article], tmp_path: Path,
        question: str,
    ) -> None:  # fmt: skip
        answer = assistant.ask(question)
        assistant.ask("What about goats?", [{"role": "user", "content": "Who eats?"}])
        assert assistant.ask(question) == answer
        with_another = Assistant.open(index.place, HashingEmbedder())
        assert with_another.ask(question) == answer

    def test_suggestions_are_questions_that_are_answered(
        self, indexed: Callable[..., Index]
    ) -> None:
        index = indexed(
            orvel="The Orvel wind farm has 5 MW. Goats graze below.",
            marl="The Marl copper mine lies on 44 hectares. Sheep graze above.",
        )
        assistant = Assistant(index)
        questions = [
            "How much land does the Marl copper mine occupy?",
            "What is the capacity of the Orvel wind farm?",
        ]
        assert assistant.starters() == questions
        answers = [assistant.ask(question) for question in questions]
        assert [answer.text for answer in answers] == [
            "The Marl copper mine lies on **44 hectares**. [1]",
            "The Orvel wind farm has **5 MW**. [1]",
        ]  # fmt: skip
        assert answers[0].suggestions == (questions[1],)  # not what was just asked
        full = assistant.ask("How much power has the Orvel wind farm?")
        assert full.citations == answers[1].citations
        assert full.suggestions == (questions[0],)  # nor what was just answered
        left_out = assistant.ask("How much power has the Orvel wind farm?", suggest=False)
        assert left_out == replace(full, suggestions=())


class TestConversations:
    def test_a_question_is_understood_from_the_history(self, assistant: Assistant) -> None:
        history = [
            {"role": "user", "content": "What is the lighthouse of Orvel?"},
            {"role": "assistant", "content": "It is a lighthouse. [1]"},
        ]
        answer = assistant.ask("When was it built?", history)
        assert answer.question == "When was it built?"
        assert answer.standalone_question == "When was Orvel built?"
        assert answer.citations[0].quote == "The lighthouse of Orvel was built in 1871."
        check(answer, assistant)

    def test_nothing_is_kept_of_a_conversation(self, assistant: Assistant) -> None:
        assistant.ask("What is the lighthouse of Orvel?")
        assert assistant.ask("When was it built?").standalone_question == "When was it built?"

    def test_more_keys_and_missing_keys_of_messages_are_no_mistake(
        self, assistant: Assistant
    ) -> None:
        history: list[Any] = [
            {"role": "user", "content": "And Orvel?", "metadata": {"title": None}, "options": []},
            {"role": "assistant", "content": {"path": "a.png"}},
            {"role": "user", "content": None},
            {},
        ]
        assert assistant.ask("When was it built?", history).standalone_question == (
            "When was Orvel built?"
        )

    def test_what_is_understood_is_told_without_asking(self, assistant: Assistant) -> None:
        history = [{"role": "user", "content": "What is the lighthouse of Orvel?"}]
        understood = assistant.understood("When was it built?", history)
        assert understood != "When was it built?"
        answer = assistant.ask("When was it built?", history, suggest=False)
        assert answer.standalone_question == understood


class TestFilters:
    def test_only_what_passes_is_searched(self, assistant: Assistant) -> None:
        filters = Filters(sources=("Moor Weekly",))
        answer = assistant.ask("Who came from Orvel?", filters=filters)
        assert (answer.articles_searched, answer.passages_searched) == (2, 2)
        assert {hit.article_id for hit in answer.hits} == {"brenmoor-cheese", "quill-tramway"}
        assert {item.source for item in answer.citations} <= {"Moor Weekly"}

    def test_what_the_filters_leave_out_answers_nothing(self, assistant: Assistant) -> None:
        filters = Filters(since="2022")
        answer = assistant.ask("When was the lighthouse of Orvel built?", filters=filters)
        assert "1871" not in answer.text
        assert "orvel-lighthouse" not in {hit.article_id for hit in answer.hits}

    @pytest.mark.parametrize(
        "filters", [Filters(sources=("Nobody",)), Filters(until="1999"), Filters(articles=("x",))]
    )
    def test_filters_that_leave_nothing(self, assistant: Assistant, filters: Filters) -> None:
        answer = assistant.ask("When was the lighthouse of Orvel built?", filters=filters)
        assert answer.reason == "The filters leave no article to search; widen them."
        assert (answer.articles_searched, answer.passages_searched, answer.hits) == (0, 0, ())
        assert answer.confidence == 0
        check(answer, assistant)

    def test_search_takes_them_too(self, assistant: Assistant) -> None:
        hits = assistant.search("Orvel", k=9, filters=Filters(articles=("brenmoor-cheese",)))
        assert [hit.article_id for hit in hits] == ["brenmoor-cheese"]


class TestCollections:
    def test_an_empty_index(self, indexed: Callable[..., Index]) -> None:
        assistant = Assistant(indexed())
        answer = assistant.ask("When was the lighthouse of Orvel built?")
        assert answer.reason == ("There are no articles yet; add some with: steppewise add PATH")
        assert assistant.starters() == []
        assert assistant.search("Orvel") == []
        check(answer, assistant)

    def test_no_index(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError, match="steppewise add PATH"):
            Assistant.open(tmp_path, HashingEmbedder())
        with pytest.raises(IndexMissingError):
            Assistant.open(tmp_path / "none", HashingEmbedder())
        assert list(tmp_path.iterdir()) == []

    def test_what_is_added_is_answered_from_and_what_is_removed_is_not(
        self, assistant: Assistant
    ) -> None:
        question = "When did the Lindow ferry sink?"
        assert assistant.ask(question).abstained
        ferry = Article("lindow", "Ferries", "The Lindow ferry sank in 1931.")
        assert assistant.add([ferry]) == [Outcome("lindow", Change.ADDED)]
        assert assistant.ask("In which year did the Lindow ferry sank?").text == (
            "The Lindow ferry sank in **1931**. [1]"
        )
        assistant.remove(["lindow"])
        assert assistant.ask(question).abstained
        with pytest.raises(QueryError):
            assistant.article("lindow")

    def test_articles(self, assistant: Assistant, towns: list[Article]) -> None:
        assert [item.id for item in assistant.articles()] == sorted(town.id for town in towns)
        assert assistant.counts(Filters(until="2021")) == (1, 1)
