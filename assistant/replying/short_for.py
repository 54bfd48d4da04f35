"""What an abbreviation stands for, where the articles say so."""

import re

from assistant.answer import ABSTENTION
from assistant.language.abbreviations import definitions
from assistant.lines import Reply
from assistant.quoting import Quote, write
from corpus import Article, split_sentences
from index import Filters, Index
from index.words import FUNCTION_WORDS

_LETTERS = r"[\"“'‘]?(?P<{}>[A-Za-z][\w&/-]{{1,9}})[\"”'’]?"
_WORD_FOR_IT = r"(?:abbreviation|acronym|letters|initials)"
_ASKED = tuple(
    re.compile(rf"(?:and\s)?{pattern}", re.IGNORECASE)
    for pattern in (
        rf"what(?:\s(?:do|does))?\s(?:the\s)?(?:{_WORD_FOR_IT}\s)?{_LETTERS.format('short')}\s"
        r"(?:stands?\sfor|abbreviates?)",
        rf"what(?:\sis|\sare|['’]s)\s(?:the\s)?{_LETTERS.format('short')}\s"
        rf"(?:(?:an?\s)?(?:short|abbreviation|acronym)\s(?:for|of))",
        rf"what\s(?:is|does|do)\s(?:meant\sby\s)?the\s{_WORD_FOR_IT}\s{_LETTERS.format('short')}"
        r"(?:\smean)?",
        rf"what\sis\sthe\sfull\s(?:name|form)\s(?:of|for)\s(?:the\s)?{_LETTERS.format('short')}",
        rf"{_LETTERS.format('short')}\s(?:stands?\sfor(?:\swhat)?|full\s(?:name|form)|meaning)",
    )
)


def short_for(index: Index, question: str, filters: Filters | None) -> Reply | None:
    """Answer what an abbreviation stands for; None if that is not asked, or no article has it."""
    asked = _abbreviation(question)
    mentions = index.mentioning(asked, filters) if asked else []
    articles = [index.article(mention.article_id) for mention in mentions]
    if not any(_is_abbreviation(asked, article.text) for article in articles):
        return None
    said: dict[str, list[Quote]] = {}
    for article in articles:
        for short, start, end in definitions(article.text):
            if short.lower() == asked.lower():
                sentence = _sentence(article, start)
                quote = Quote(article.id, *sentence, short=(start, min(end, sentence[1])))
                said.setdefault(article.text[start:end].lower(), [quote])
    if said:
        by_id = {article.id: article for article in articles}
        text, citations = write(list(said.values()), by_id, listed=len(said) > 1)
        return Reply(text, None, citations)
    why = f"They mention “{asked}”, but do not say what it stands for."
    return Reply(f"{ABSTENTION} {why}", why)


def _abbreviation(question: str) -> str:
    """Return the abbreviation that a question asks the meaning of, or nothing."""
    words = " ".join(question.split()).rstrip("?.! ")
    matches = (pattern.fullmatch(words) for pattern in _ASKED)
    asked = next((match["short"] for match in matches if match), "")
    if asked.lower() in FUNCTION_WORDS and not asked.isupper():  # "it", not "IT"
        return ""
    return re.sub(r"(?<=[A-Z]{2})s$", "", asked)


def _is_abbreviation(word: str, text: str) -> bool:
    """Tell whether a text writes a word with capitals within: "KEGOC", but not "China"."""
    written = re.finditer(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE)
    return any(re.search(r"\w[A-Z]", match.group()) for match in written)


def _sentence(article: Article, place: int) -> tuple[int, int]:
    """Return the span of the sentence of an article that holds a place."""
    return next((one.start, one.end) for one in split_sentences(article.text) if place < one.end)
