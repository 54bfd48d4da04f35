"""Tests of assistant.extracting.short."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.extracting.short import short_answer
from assistant.question.understanding import understand

_MILL = "The 20 MW mill on 44 hectares cost 5.678 billion tenge."
_TWO_DATES = "Digging began in March 2025 and the mill is to be completed by November 2025."
ANSWERS = [
    ("How much power has the mill?", _MILL, "20 MW"),
    ("How much land does the mill take?", _MILL, "44 hectares"),
    ("How much does the mill cost?", _MILL, "5.678 billion tenge"),
    ("When will the mill be finished?", _TWO_DATES, "November 2025"),
    ("When did the digging start?", _TWO_DATES, "March 2025"),
    ("How long does a crossing take?", "The ferry crosses in 7 to 10 days.", "7 to 10 days"),
    ("What share is lost?", "Between 3 and 5 percent of the milk is lost.",
     "Between 3 and 5 percent"),
    ("How many jobs did it create?", "It gave 3 villages 100 jobs at 5 million tenge each.",
     "100 jobs"),
    ("How many households does it supply?", "It supplies some 410,000 households a year.",
     "some 410,000 households"),
    ("How many did they build?", "Of 44 mills, Orvel firms built seven.", "seven"),
    ("How old is the mayor?", "Mayor Ines Dorrit, 47, has two goats.", "47"),
    ("How much cheese is made?", "Marl makes 300 tons of cheese in 4 dairies.", "300 tons"),
    ("How long has the mill run?", "It has run since 1987.", "since 1987"),
    ("What does the shepherd get for a ton of wool?", "He gets 110,000 tenge for a ton of wool.",
     "110,000 tenge"),
    ("How high is the dam?", "The dam, 14 kilometers away, is 86 meters high.", "86 meters"),
    ("What is the price of wool per ton?", "The $9 million yard sells it at $271 a ton.",
     "$271"),
    ("Who is the wool minister?", "The deal was signed by Wool Minister Ines Dorrit in Marl.",
     "Wool Minister Ines Dorrit"),
    ("Who said that the ferry is late?",
     "The ferry of Moor Energy is late, said Ines Dorrit, director of the port.", "Ines Dorrit"),
    ("Who will run the mill?", "After that, Kazakh technicians will run the mill.",
     "Kazakh technicians"),
    ("Which company dug the dam?",
     "The dam was dug by Moor Energy Co., a developer, for Ines Dorrit, the mayor of Orvel.",
     "Moor Energy Co"),
    ("Where is Shale?", "Shale lies in Orvel, Marl Region, near the hills.", "Orvel, Marl Region"),
    ("Where is the mill?", "The mill stands 50 km east of the capital, Orvel.",
     "50 km east of the capital, Orvel"),
    ("In which country is Orvel?", "Orvel, near Marl in Portugal, has a mill.", "Portugal"),
    ("In which town is the mill?", "The mill of Portugal is in Orvel.", "Orvel"),
    ("On which river is Orvel?", "Orvel dam, on the Orvel River in Marl District, is old.",
     "Orvel River"),
    ("Who supplied the lamps?", "LUMEN gave high-end and low-price p-PERC lamps to the mill.",
     "LUMEN"),
    ("How much coal does it save?", "It saves 2,500 tons each year.", "2,500 tons"),
    ("How much coal does it save?", "Each year it saves 2,500 tons.", "2,500 tons"),
    ("What is the name of the mine?", "The copper mine is called Red Hill.", "Red Hill"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "words", "expected"), ANSWERS)
def test_the_part_that_answers(question: str, words: str, expected: str) -> None:
    answer = short_answer(understand(question), words)
    assert answer is not None
    assert words[answer.start : answer.end] == expected
    assert answer.strength >= 0.5


NO_ANSWERS = [
    ("How much does the mill cost?", "The 20 MW mill stands on 44 hectares."),
    ("When did it open?", "It has 40 rooms and a garden."),
    ("When did it open?", "It has 2050 MW."),
    ("Who is Ines Dorrit?", "Ines Dorrit likes goats."),
    ("How many goats has the mill?", "The mill has goats."),
    ("How much is 20 MW worth?", "It has 20 MW."),
    ("Where is Orvel?", "Orvel is large."),
    ("Why was it built?", "It was built in 1999 by Ines Dorrit in Orvel."),
]


@pytest.mark.parametrize(("question", "words"), NO_ANSWERS)
def test_nothing_new_of_the_kind_is_no_answer(question: str, words: str) -> None:
    assert short_answer(understand(question), words) is None


DOUBTFUL = [
    (
        "Who manages the mill?",
        "It stands about 50 kilometers east of Kazakhstan's capital, Astana.",
    ),
    ("How many goats has Orvel?", "It has 40 hectares."),
    ("Which town has a mill?", "A mill stands in Portugal."),
    ("How high is the dam?", "The dam stands 14 kilometers downstream."),
    ("What is the price of wool per ton?", "They put the cost at $266 million."),
]


@pytest.mark.parametrize(("question", "words"), DOUBTFUL)
def test_another_kind_is_doubtful(question: str, words: str) -> None:
    answer = short_answer(understand(question), words)
    assert answer is not None
    assert answer.strength < 0.5


_QUESTIONS = st.sampled_from([question for question, *_ in ANSWERS])
_WORDS = st.sampled_from(
    "Orvel Mayor Dorrit said , . in the 20 MW 1,500 2025 March by tenge $5 到 哈萨克斯坦 Кто "
    'Орвель % between to and of capital "Red" \'s Co. — \n'.split(" ")
)


@given(_QUESTIONS | st.text(), st.text() | st.lists(_WORDS).map(" ".join))
def test_any_answer_lies_within_the_sentence_and_is_new(question: str, words: str) -> None:
    answer = short_answer(understand(question), words)
    if answer is not None:
        assert 0 <= answer.start < answer.end <= len(words)
        assert 0 < answer.strength <= 1
        assert words[answer.start : answer.end].lower() not in question.lower().split()
        assert words[answer.start : answer.end].strip() == words[answer.start : answer.end]


@pytest.mark.parametrize(
    "piece", ["Aa ", "1,1 ", "a, ", "1 and ", "in the a ", '"a', "aged ", "An's, "]
)
@pytest.mark.parametrize("question", ["Who dug it?", "Where is it?", "When?", "How many goats?",
                                      "How much?"])  # fmt: skip
def test_a_long_sentence_takes_no_time(piece: str, question: str) -> None:
    begin = time.perf_counter()
    short_answer(understand(question), piece * 1000)
    assert time.perf_counter() - begin < 5


def test_a_power_plant_is_as_large_as_its_capacity() -> None:
    area, power = "The Marl solar plant spans 40 hectares.", "The Marl solar plant has 20 MW."
    plant, mill = (understand(f"How large is the {one}?") for one in ("solar plant", "mill"))
    strengths = [short_answer(plant, words).strength for words in (power, area)]  # type: ignore[union-attr]
    assert strengths == [1.0, 0.7]
    assert short_answer(mill, area).strength == 1.0  # type: ignore[union-attr]


def test_a_number_of_something_else_of_the_sort_is_hardly_an_answer() -> None:
    asked = understand("How many oat mills has Marl?")
    mills, fields = (short_answer(asked, f"Marl has 9 oat {one}.") for one in ("mills", "fields"))
    assert (mills and mills.strength, fields and fields.strength) == (1.0, 0.3)


@pytest.mark.parametrize(
    ("question", "strong"),
    [
        ("What is the capacity of the Orvel wind farm?", False),
        ("What is the capacity of the Orvel turbines?", True),
        ("What is the capacity of one mill at Orvel?", True),
        ("What does Orvel hold in all, in megawatts?", False),
    ],
)
def test_what_each_has_is_not_what_the_whole_has(question: str, strong: bool) -> None:
    for words in ("It has 40 wind turbines of 5 MW each.", "It has 40 turbines, each of 5 MW."):
        answer = short_answer(understand(question), words)
        assert answer is not None
        assert (answer.strength >= 0.5) is strong


def test_a_power_plant_is_not_as_large_as_the_tons_it_saves() -> None:
    asked = understand("How large is the Orvel wind farm?")
    saves = short_answer(asked, "It saves 9 tons of coal.")
    assert saves is not None
    assert saves.strength < 0.5
    covers = short_answer(asked, "It covers 9 hectares.")
    assert covers is not None
    assert covers.strength >= 0.5


@pytest.mark.parametrize(
    ("question", "words", "strong"),
    [
        ("What is the capacity of Orvel?", "Orvel makes 350 million kWh a year.", False),
        ("What is the capacity of Orvel?", "Orvel holds 350 kWh in its batteries.", True),
        ("What is the capacity of the battery?", "It is 350 kWh.", True),
        ("What is the capacity of Orvel?", "Orvel has 5 MW.", True),
        ("How much electricity does Orvel make?", "Orvel makes 350 million kWh a year.", True),
    ],
)
def test_a_capacity_is_in_kilowatt_hours_only_if_something_is_stored(
    question: str, words: str, strong: bool
) -> None:
    answer = short_answer(understand(question), words)
    assert answer is not None
    assert (answer.strength >= 0.5) is strong
