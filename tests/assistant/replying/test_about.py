"""Tests of assistant.replying.about: questions about the collection, and about its articles."""

import json
from pathlib import Path

import pytest

from assistant.replying.about import Request, Subject, about

ASKED = {
    Subject.GUIDE: [
        "What can I ask you?", "What can I ask?", "what can i ask about", "What do you know?",
        "What do you know about?", "What topics do you cover?", "Which topics are covered?",
        "What can you do?", "What can you tell me?", "help", "Help me",
        "What are the articles about?", "What is the collection about?",
        "What is in the collection?", "What's in your database?",
        "What kind of questions can I ask?", "What do the articles talk about?",
        "Give me some examples", "How do I use this?", "Give me an example question",
        "suggest some questions", "topics", "Tell me about the collection",
        "What subjects do the articles cover?", "List the topics", "What information do you have?",
        "I don't know what to ask", "What else can I ask?", "Please tell me what topics you cover",
    ],
    Subject.ARTICLES: [
        "Which articles do you have?", "wich articles do you hav", "List all articles",
        "list sources", "List all sources", "How many articles do you have?",
        "How many articles are there?", "How many documents are in the collection?",
        "Show me all articles", "What articles are there?", "How many texts do you know?",
        "Can you list the articles?", "Give me a list of all articles",
        "Please show me the documents", "articles", "Tell me how many articles there are",
        "What are the articles?", "how many artcles are ther", "Which documents are indexed?",
        "How large is the collection?", "Which articles do you use?", "Which files do you have?",
        "Can you tell me which articles you have?", "When were these articles published?",
        "How many articles are there in total?", "And how many articles are there?",
        "How many articles does the collection hold?", "Show me the titles of the articles",
    ],
    Subject.NEWEST: [
        "What is the newest article?", "What's the latest article?", "latest article",
        "Which article is the most recent?", "Which is the newest article?",
        "Show me the latest articles", "When was the latest article published?",
        "Which article is newest?", "What is the most recent text?",
        "What is the newest article you have?", "Which of the articles was published last?",
    ],
    Subject.OLDEST: [
        "What is the oldest article?", "Which article is the oldest?", "the earliest article",
        "Which article was published first?", "What is the oldest document in the collection?",
    ],
    Subject.PUBLISHERS: [
        "Who published these?", "Who published these articles?", "Which publishers do you have?",
        "Which sources do you have?", "What are your sources?", "Who are the publishers?",
        "Where do the articles come from?", "List the publishers", "Who wrote the articles?",
        "Where do you get your information from?", "How many publishers are there?",
        "What sources do you use?", "Who are the authors of the articles?", "publishers",
    ],
    Subject.PASSAGES: [
        "How many passages are indexed?", "How many passages are there?", "number of passages",
        "How many passages do the articles have?", "How many passages do you have?",
    ],
}  # fmt: skip

WITH_PHRASE = [
    (Subject.MENTIONS, "How many articles mention Zhanatas?", "Zhanatas"),
    (Subject.MENTIONS, "Which articles mention hydropower?", "hydropower"),
    (
        Subject.MENTIONS,
        "which article talks about the Belt and Road Initiative",
        "the Belt and Road Initiative",
    ),
    (Subject.MENTIONS, "How many of the articles mention “green logistics”?", "green logistics"),
    (Subject.MENTIONS, "How many documents mention LONGi at all?", "LONGi"),
    (Subject.MENTIONS, "Which articles are about solar power?", "solar power"),
    (Subject.MENTIONS, "In which articles is Shetpe mentioned?", "Shetpe"),
    (Subject.MENTIONS, "In how many articles does Akmola appear?", "Akmola"),
    (Subject.MENTIONS, "Show me articles about wind farms", "wind farms"),
    (Subject.MENTIONS, "list all articles that mention China's president", "China's president"),
    (Subject.MENTIONS, "Do you have any articles on nuclear power?", "nuclear power"),
    (Subject.MENTIONS, "Is there an article about uranium?", "uranium"),
    (Subject.MENTIONS, "Does any article mention Astana?", "Astana"),
    (Subject.MENTIONS, "articles mentioning Xi Jinping", "Xi Jinping"),
    (Subject.MENTIONS, "Do the articles mention nuclear power?", "nuclear power"),
    (Subject.MENTIONS, "wich artcles mention Zhanatas", "Zhanatas"),
    (Subject.MENTIONS, "How many articles are there about hydropower?", "hydropower"),
    (Subject.MENTIONS, "Which articles do you have on coal?", "coal"),
    (Subject.MENTIONS, "Which sources mention Moinak?", "Moinak"),
    (Subject.MENTIONS, "Which reports mention Shelek?", "Shelek"),
    (
        Subject.MENTIONS,
        "Which articles mention both Akmola and Zhanatas?",
        "both Akmola and Zhanatas",
    ),
    (Subject.MENTIONS, "Which articles cover green finance?", "green finance"),
    (
        Subject.MENTIONS,
        "How many articles mention the coal-to-gas deal, please?",
        "the coal-to-gas deal",
    ),
    (Subject.MENTIONS, "How many articles mention latent heat?", "latent heat"),
    (Subject.ORIGIN, "Which articles are from 2023?", "from 2023"),
    (Subject.ORIGIN, "articles from Xinhua", "from Xinhua"),
    (Subject.ORIGIN, "How many articles were published in June 2025?", "in June 2025"),
    (Subject.ORIGIN, "Which articles were published by Global Times?", "by Global Times"),
    (Subject.ORIGIN, "show me the articles published before 2020", "before 2020"),
    (Subject.ORIGIN, "Which documents are from 2024?", "from 2024"),
    (Subject.ORIGIN, "How many articles do you have from Global Times?", "from Global Times"),
    (Subject.PUBLICATION, "When was the article on Shetpe published?", "Shetpe"),
    (Subject.PUBLICATION, "Who published the article “Green steppe”?", "Green steppe"),
    (Subject.PUBLICATION, "What is the date of the article titled Green steppe?", "Green steppe"),
]

NOT_ABOUT_IT = [
    "Which agreements were signed?", "What does the article say about Shetpe?",
    "How many projects are there in the list?", "Which reports were published by IRENA?",
    "What do you know about Zhanatas?", "Which energy sources do you have?",
    "What is the article about?", "List all sources of energy", "How many documents were signed?",
    "Which documents were signed in Astana?", "What is the latest report of the IEA?",
    "What are the sources of funding?", "Who published the report?",
    "What topics did the presidents discuss?", "Which topics were discussed at the summit?",
    "Tell me about the articles of association", "How many articles does the treaty have?",
    "Which article of the agreement covers transit?", "What is the newest wind farm?",
    "What is the oldest plant in Kazakhstan?", "Which articles mention it?",
    "Which articles mention that coal is used?", "What information do you have about Moinak?",
    "How many wind farms mention turbines?", "How many sources of water are there?",
    "When was the memorandum published?", "How many stations are there?",
    "What can I see in Astana?", "What can you tell me about Shetpe?", "Which companies are there?",
    "What is in the agreement?", "Where does the coal come from?", "How do I cook beshbarmak?",
    "Who wrote the letter?", "What is the collection of waste like?",
    "Which publications did Xi write?", "How many passages does the canal have?",
    "What help did China give?", "Which sources are renewable?",
]  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "text"), [(subject, text) for subject, some in ASKED.items() for text in some]
)
def test_what_is_asked_about_the_collection(subject: Subject, text: str) -> None:
    assert about(text) == Request(subject)


@pytest.mark.parametrize(("subject", "text", "phrase"), WITH_PHRASE)
def test_what_is_asked_with_a_phrase(subject: Subject, text: str, phrase: str) -> None:
    assert about(text) == Request(subject, phrase)


@pytest.mark.parametrize("text", NOT_ABOUT_IT)
def test_what_is_asked_of_the_articles(text: str) -> None:
    assert about(text) is None


def test_no_question_of_ours_is_about_the_collection() -> None:
    path = Path(__file__).parents[1] / "bundled_questions.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        assert about(json.loads(line)["question"]) is None, line
