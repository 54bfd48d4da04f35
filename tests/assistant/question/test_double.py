"""Tests of assistant.question.double."""

import pytest

from assistant.question.double import Comparison, compare, split_double

COMPARED = [
    ("Compare the costs of the Orvel dam and the Marl dam.", "the costs of {}", "", False),
    ("Compare the costs of the Orvel dam with those of the Marl dam.", "the costs of {}", "",
     False),
    ("Compare the Orvel dam and the Marl dam by capacity.", "capacity of {}", "", False),
    ("Compare the Orvel dam with the Marl dam", "{}", "", False),
    ("What is the difference in height between the Orvel dam and the Marl dam?", "height of {}", "",
     True),
    ("difference in cost between the Orvel dam and the Marl dam", "cost of {}", "", True),
    ("What is the difference between the cost of the Orvel dam and that of the Marl dam?",
     "the cost of {}", "", True),
    ("How do the Orvel dam and the Marl dam differ in size?", "How large is {}", "", True),
    ("Which is larger, the Orvel dam or the Marl dam?", "How large is {}", "larger", False),
    ("What is bigger: the Orvel dam or the Marl dam?", "How large is {}", "bigger", False),
    ("Which of the Orvel dam and the Marl dam is larger?", "How large is {}", "larger", False),
    ("Between the Orvel dam and the Marl dam, which is cheaper?", "How much does {} cost",
     "cheaper", False),
    ("Is the Orvel dam or the Marl dam older?", "How old is {}", "older", False),
    ("Is the Orvel dam larger than the Marl dam?", "How large is {}", "larger", False),
    ("Is the Orvel dam much larger than the Marl dam?", "How large is {}", "larger", False),
    ("Was the Orvel dam more expensive than the Marl dam?", "How much does {} cost",
     "more expensive", False),
    ("How much larger is the Orvel dam than the Marl dam?", "How large is {}", "larger", True),
    ("How many more megawatts does the Orvel dam have than the Marl dam?",
     "How many megawatts does {} have", "more", True),
    ("Which plant has the higher capacity, the Orvel dam or the Marl dam?", "capacity of {}",
     "higher", False),
    ("Does the Orvel dam have a lower output than the Marl dam?", "output of {}", "lower", False),
    ("Is the Orvel dam or the Marl dam the larger plant by capacity?", "capacity of {}", "larger",
     False),
    ("Does the Orvel dam or the Marl dam produce more?", "How much does {} produce", "more", False),
    ("Does the Orvel dam produce more power than the Marl dam?", "How much power does {} produce",
     "more", False),
    ("Which plant produces more power a year, the Orvel dam or the Marl dam?",
     "How much power a year does {} produce", "more", False),
    ("Which cuts emissions more, the Orvel dam or the Marl dam?", "How much emissions does {} cut",
     "more", False),
    ("Which took longer, the Orvel dam or the Marl dam?", "How long {} took", "longer", False),
    ("the Orvel dam or the Marl dam: which came first?", "When was {}", "first", False),
    ("Which was built first, the Orvel dam or the Marl dam?", "When was {} built", "first", False),
    ("Which was built earlier, the Orvel dam or the Marl dam?", "When was {} built", "earlier",
     False),
    ("Was the Orvel dam or the Marl dam built first?", "When was {} built", "first", False),
    ("Did the Orvel dam open earlier than the Marl dam?", "When did {} open", "earlier", False),
    ("Which starts up later, the Orvel dam or the Marl dam?", "When does {} start up", "later",
     False),
    ("How does the cost of the Orvel dam compare with that of the Marl dam?", "the cost of {}", "",
     False),
    ("How does the Orvel dam compare in size with the Marl dam?", "How large is {}", "", False),
    ("How does the Orvel dam compare with the Marl dam in height?", "height of {}", "", False),
    ("How do the Orvel dam and the Marl dam compare in terms of cost?", "cost of {}", "", False),
    ("How does the Orvel dam compare to the Marl dam?", "{}", "", False),
    ("How do the Orvel dam and the Marl dam compare?", "{}", "", False),
    ("How do the costs of the Orvel dam and the Marl dam compare?", "the costs of {}", "", False),
    ("What is the output of the Orvel dam versus the Marl dam?", "What is the output of {}", "",
     False),
    ("the Orvel dam vs the Marl dam capacity", "capacity of {}", "", False),
    ("Capacity: the Orvel dam vs. the Marl dam", "Capacity of {}", "", False),
    ("the Orvel dam vs the Marl dam: which has more turbines?", "How many turbines does {} have",
     "more", False),
    ("Which carries more goods, the Orvel dam or the Marl dam?", "How many goods does {} carry",
     "more", False),
    ("Which is more powerful, the Orvel dam or the Marl dam?", "How powerful is {}", "more", False),
    ("Was the Orvel dam or the Marl dam used more?", "How much used was {}", "more", False),
    ("Which has more gas, the Orvel dam or the Marl dam?", "How much gas does {} have", "more",
     False),
    ("Which got its permits faster, the Orvel dam or the Marl dam?", "How fast {} got its permits",
     "faster", False),
    ("the Orvel dam vs the Marl dam: how many MW each?", "{}: how many MW each", "", False),
    ("the Orvel dam vs. the Marl dam", "{}", "", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "question", "comparative", "difference"), COMPARED)
def test_comparisons(text: str, question: str, comparative: str, difference: bool) -> None:
    sides = ("the Orvel dam", "the Marl dam")
    questions = (question.format(sides[0]), question.format(sides[1]))
    assert compare(text) == Comparison(sides, questions, comparative, difference)
    assert split_double(text) == questions


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Compare the outputs of upper and lower Orvel.", ("upper Orvel", "lower Orvel")),
        ("Is the dam in Orvel larger than the one in Marl?",
         ("the dam in Orvel", "the dam in Marl")),
        ("Compare Orvel's wool sales with its cheese sales in 1871.",
         ("Orvel's wool sales in 1871", "Orvel's cheese sales in 1871")),
        ("Compare the sales of the Orvel and Marl dairies", ("the Orvel dairy", "the Marl dairy")),
        ("Compare Orvel and Marl coal savings", ("Orvel coal savings", "Marl coal savings")),
        ("How do the prices of Danish and foreign wools compare?",
         ("Danish wools", "foreign wools")),
        ("Compare the use of coal per ton of wool at Orvel and Marl",
         ("coal per ton of wool at Orvel", "coal per ton of wool at Marl")),
        ("Which wind farm is larger, Orvel or Marl?",
         ("the Orvel wind farm", "the Marl wind farm")),
        ("Which mine is deeper, the one in Orvel or the one in Marl?",
         ("the mine in Orvel", "the mine in Marl")),
        ("Which mine is deeper, Orvel Mine or Marl Mine?", ("Orvel Mine", "Marl Mine")),
        ("Which country exports more wool, Peru or Chile?", ("Peru", "Chile")),
        ("Which is cheaper, Danish or foreign gas?", ("Danish gas", "foreign gas")),
        ("Compare a\\q's wool sales and its exports", ("a\\q's wool sales", "a\\q's exports")),
        ("How does the size of Orvel's mill compare with Marl's?", ("Orvel's mill", "Marl")),
        ("Does the Orvel dam's lake or the Marl dam hold more?", ("the Orvel dam's lake",
                                                                  "the Marl dam")),
        ("Is Orvel's first mill larger than Marl's last one?", ("Orvel's first mill",
                                                                "Marl's last one")),
    ],
)  # fmt: skip
def test_what_the_sides_are_called(text: str, sides: tuple[str, str]) -> None:
    comparison = compare(text)
    assert comparison is not None
    assert comparison.sides == sides


JOINED = [
    ("Who built the Orvel dam and when was it opened?",
     ("Who built the Orvel dam", "when was it opened? (Orvel dam)")),
    ("How many boats did Orvel build compared to how many it sold?",
     ("How many boats did Orvel build", "how many boats it sold? (Orvel)")),
    ("How many boats came to Orvel in 2020 and how many last year?",
     ("How many boats came to Orvel in 2020", "how many boats came last year? (Orvel)")),
    ("How much wool does Orvel make and how much does it cost?",
     ("How much wool does Orvel make", "how much does it cost? (Orvel)")),
    ("How many boats has Orvel and how much does it need?",
     ("How many boats has Orvel", "how much does it need? (Orvel)")),
    ("What was paid for the school in Orvel and for the mill at Marl?",
     ("What was paid for the school in Orvel", "What was paid for the mill at Marl?")),
    ("Which goals were set on fishing, for Orvel and for the whole of the north?",
     ("Which goals were set on fishing, for Orvel",
      "Which goals were set on fishing, for the whole of the north?")),
    ("How strong is Orvel in trade, in grain and in new boats?",
     ("How strong is Orvel in trade, in grain", "How strong is Orvel in trade, in new boats?")),
    ("When will the Orvel dam open, and by how much did the walls of Marl cost more?",
     ("When will the Orvel dam open", "by how much did the walls of Marl cost more?")),
    ("By when will Orvel have boats, and by when will it sell them?",
     ("By when will Orvel have boats", "by when will it sell them? (Orvel)")),
    ("Where are Orvel and the Marl mill?", ("Where is Orvel", "Where is the Marl mill")),
    ("When were the Orvel and Marl mills built?",
     ("When was the Orvel mill built", "When was the Marl mill built")),
    ("How large are Orvel and Marl?", ("How large is Orvel", "How large is Marl")),
    ("When were Orvel and Marl connected?", ()),  # to each other
    ("When were Orvel and Marl connected by rail?", ()),
    ("Where are oil and gas found?", ()),
    ("Where are the seats of the Ministry of Wool and Trade?", ()),
    ("Which road and which stone bridge lead to Orvel?", ()),  # a verb that looks like a noun
    ("Which road and which stone bridge were built at Orvel?",
     ("Which road were built at Orvel?", "Which stone bridge were built at Orvel?")),
    ("What are the heights of the Orvel and the Marl in 1871?",
     ("What are the heights of the Orvel in 1871", "What are the heights of the Marl in 1871")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), JOINED)
def test_joined_questions(text: str, parts: tuple[str, str]) -> None:
    assert split_double(text) == parts
    assert compare(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "How high is the Orvel dam?",
        "Who signed the deal of Orvel and Marl?",
        "What is made in Orvel and Marl?",
        "What is made in Orvel and for whom?",
        "The mill worked for Orvel and for Marl.",
        "Who is it and where does it live?",  # names nothing that the second could be about
        "",
        'Orvel versus "?',
        "Compare Orvel and !",
        "and when?",
        "Is it true that the Orvel dam is larger than 50 MW?",
        "Did the Orvel dam cost more than expected?",
        "Are Orvel and Marl building larger dams than those of 1871?",
        "Which of the two Orvel dams is larger?",
        "What is more than a dam?",
    ],
)
def test_single_questions(text: str) -> None:
    assert split_double(text) == ()
    assert compare(text) is None
