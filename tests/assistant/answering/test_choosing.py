"""Tests of assistant.answering.choosing."""

from dataclasses import replace

from assistant.answering.choosing import choose
from assistant.question.understanding import understand
from tests.assistant.evidence import make_evidence

FACT = understand("When was the mill built?")
LIST = understand("Which companies built mills?")


class TestChoosing:
    def test_nothing_from_nothing(self) -> None:
        assert choose(FACT, []) == []
        assert choose(LIST, []) == []

    def test_one_sentence_that_answers_is_enough(self) -> None:
        best = make_evidence("In 1871.", coverage=1.0)
        others = [make_evidence(f"In 187{n}.", start=20 * n, cross=-6.0) for n in range(2, 9)]
        assert choose(FACT, [best, *others]) == [best]

    def test_a_sentence_that_covers_more_of_the_question_is_added(self) -> None:
        best = make_evidence("In 1871.", coverage=1.0)
        more = make_evidence("In 1872.", start=20, coverage=0.9, covered=frozenset({"build"}))
        assert choose(FACT, [best, more]) == [best, more]

    def test_a_sentence_that_is_as_good_is_added(self) -> None:
        same = [make_evidence(f"In 187{n}.", start=20 * n) for n in range(2)]
        assert choose(FACT, same) == same

    def test_what_only_says_what_the_answer_is_about_comes_behind_it(self) -> None:
        about = make_evidence("The mill was built in Orvel.", kind=0.5, cross=1.0)
        answer = make_evidence("It was built in 1871.", start=40, antecedent=(0, about.end))
        assert choose(FACT, [about, answer]) == [about, answer]
        surer = replace(answer, cross=2.0)
        assert choose(FACT, [about, surer]) == [surer, about]
        assert choose(FACT, [about, replace(surer, kind=0.4)])[0] == about
        assert choose(FACT, [about, replace(surer, antecedent=(0, 5))])[0] == about

    def test_no_more_than_three(self) -> None:
        same = [make_evidence(f"In 187{n}.", start=20 * n) for n in range(9)]
        assert choose(FACT, same) == same[:3]

    def test_a_sentence_that_holds_what_is_asked_for_goes_before_one_that_does_not(self) -> None:
        vague = make_evidence("The mill was built.", coverage=1.0, kind=0.0)
        answer = make_evidence("In 1871.", start=20, coverage=0.5)
        assert choose(FACT, [vague, answer]) == [answer]

    def test_no_sentence_twice(self) -> None:
        one, two = make_evidence("In 1871."), make_evidence("In 1871.", start=20)
        assert choose(FACT, [one, two]) == [one]

    def test_a_list_has_its_items_and_at_most_seven(self) -> None:
        items = [make_evidence(f"Orr {n} built it.", start=20 * n) for n in range(9)]
        assert choose(LIST, items) == items[:7]
        poor = make_evidence("Goats graze.", start=200, coverage=0.0, cosine=0.0, passage=0.1)
        assert choose(LIST, [items[0], poor]) == [items[0]]

    def test_an_item_of_a_list_covers_something_of_what_is_asked_about_it(self) -> None:
        best = make_evidence("Steppe Cells built a mill.", coverage=1.0)
        item = make_evidence("Aral Glass built one too.", start=40, coverage=0.6, rest=0.4)
        stray = make_evidence("A company bakes bread.", start=80, coverage=0.3, rest=0.0)
        question = understand("Which factories did Steppe Cells build?")
        assert choose(question, [best, item, stray]) == [best, item]

    def test_what_the_cross_encoder_reads_as_an_item_is_one_and_the_others_are_none(self) -> None:
        glass = make_evidence("Aral Glass built one.", coverage=1.0, cross=4.0)
        tyres = make_evidence("A tyre works followed.", start=40, kind=0.0, cross=1.0)
        shut = make_evidence("Companies shut two mills.", start=80, coverage=0.9, cross=-2.0)
        assert choose(LIST, [glass, shut, tyres]) == [glass, tyres]
        assert choose(LIST, [glass, shut]) == [glass, shut]  # a single item tells little of others

    def test_the_best_sentence_is_taken_though_it_lacks_the_noun(self) -> None:
        best = make_evidence("Routes comply with ISO 14001.", coverage=0.9, focus=0.0)
        item = make_evidence("Standards matter on routes.", start=40, coverage=0.8, focus=1.0)
        question = understand("Which standards do the routes follow?")
        assert choose(question, [best, item]) == [item, best]

    def test_sentences_that_everything_speaks_against_are_chosen_from_too(self) -> None:
        bad = make_evidence("https://mill.test", cosine=-0.5, coverage=0.0, kind=0.0, names=0.4,
                       passage=0.0, aside=True)  # fmt: skip
        assert bad.score < 0
        assert choose(FACT, [bad]) == [bad]
        assert choose(LIST, [bad]) == [bad]

    def test_a_list_has_no_item_of_a_rival_if_it_has_others(self) -> None:
        own = make_evidence("Orr built one.", cross=1.0)
        rival = make_evidence("Marl built one.", start=30, cross=2.0, names=1.0)
        assert choose(LIST, [rival, own]) == [own]
        assert choose(LIST, [rival]) == [rival]

    def test_beside_one_plain_item_a_list_has_none_that_is_far_from_one(self) -> None:
        plain = make_evidence("Orr built one.", coverage=1.0, cross=1.0)
        maybe = make_evidence("Marl built one.", start=30, coverage=1.0, cross=-2.5)
        far = make_evidence("Vell saw one.", start=60, coverage=1.0, cross=-3.5)
        assert choose(LIST, [plain, maybe, far]) == [plain, maybe]
        assert choose(LIST, [maybe, far]) == [maybe, far]
