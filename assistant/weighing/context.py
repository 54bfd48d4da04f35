"""A passage's sentences with those before them, and what each of them leans on."""

import re
from functools import cached_property
from itertools import takewhile

from assistant.language.kept import kept
from corpus import is_list_line
from index import Hit, Index

LEAD = 600  # characters
_LOOKED_BACK = 1000  # characters in front of the passage
_LOOKED_AHEAD = 1000  # behind it, for the items of a list that it announces
_THINGS = (
    r"(?:project|plant|company|farm|station|facility|deal|agreement|line|railway|factory|refinery|"
    r"site|initiative|firm|group|memorandum|forum|summit|array|region|report|cluster|corridor|"
    r"(?:signing|ceremony|contract|accord|pact|protocol|loan)(?!\s(?:of|between|in|on|for|with)\b))"
)
_NUMBERED = r"\d{1,2}[.)]\s(?=(?:\S+\s){0,14}\S+$)"  # a paragraph with a number is longer
# An office in a firm, without the firm: "CEO Ines Dorrit said".
_OFFICE = (
    r"(?:(?:the\s)?(?:(?:company|chief|general|managing|executive)\s)?"
    r"(?:CEO|director|executive(?:\sofficer)?|manager|head|spokes(?:man|woman|person)))"
    r"(?=\s(?-i:[A-Z])|,\s(?-i:[A-Z]))"
)
# "It", "This", "The project" and list items say what they are about only with what stands before,
# also behind an introduction: "In the end, the project was sold", "Led by Mr Orr, it began in May";
# but not "The company Orvel Oil".
_LEANS = re.compile(
    rf"(?:- |{_NUMBERED}|[\"“'‘]?(?:(?:as|in|on|with|when|since|during|after|at|by|for|under|"
    rf"against|meanwhile|moreover|additionally|also|\w{{2,}}(?:ed|ing)|built|led|made|run|held|set|"
    rf"sold|begun)\b[^,;:.]{{0,140}},\s+)?"
    rf"(?:it(?!\s(?:is|was)\s\w+\s(?:that|to)\b)|its|they|their|he|his|she|her|this|that|these|those"
    rf"|such|both|another|the other|the latter|the former"
    rf"|(?:the|this|that|these|those)(?:\s+new)?\s+{_THINGS}(?!\s(?-i:[A-Z]))|{_OFFICE})\b)",
    re.IGNORECASE,
)
# So does what is said to be a part of "it" or "them": within a clause these never mean its subject.
_OF_IT = re.compile(
    r"(?:[^,;:.?!]|(?<=\d)[.,](?=\d))*?"
    r"(?:\b\d[\d.,]*(?:\s[\w%-]+){0,2}|%|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|all|most|many|some|several|few|half|thirds?|quarters?|none|each|both|much|part|percent))"
    r"\sof\s(?:it|them|these|those(?!\s(?:who|that|which|whose|in|with|from)\b))\b",
    re.IGNORECASE,
)


class Context:
    """The sentences of a passage and of the text around it.

    Attributes:
        hit: The passage.
        sentences: Of the passage and what stands around it, in order.
        cosines: Of each with the query.
        positions: Which of the passage can be quoted; headings and mere marks cannot.
        all_words: The passage with its article's title.
        lead: The title and the beginning of the article, which say what all of it is about.
    """

    def __init__(self, index: Index, query: str, hit: Hit) -> None:
        """Read the surroundings of a passage."""
        self.hit = hit
        self._text = index.article(hit.article_id).text
        begin = max(0, hit.start - _LOOKED_BACK)
        found = index.sentences(query, hit.article_id, begin, hit.end + _LOOKED_AHEAD)
        self.sentences = [sentence for sentence, _ in found]
        self.cosines = [cosine for _, cosine in found]
        self.positions = [
            position
            for position, sentence in enumerate(self.sentences)
            if hit.start <= sentence.start < hit.end
            and not sentence.heading
            and any(map(str.isalnum, self.words(position)))
        ]
        self.all_words = f"{hit.title} {hit.text}"
        self.lead = f"{hit.title} {self._text[:LEAD]}"

    def writes(self, term: str) -> bool:
        """Tell whether the article has a term somewhere, be it within a word."""
        return term.removesuffix("i") in self._lower  # the stem of "energy" is "energi"

    @cached_property
    def _lower(self) -> str:
        return f"{self.hit.title}\n{self._text}".lower()

    def words(self, position: int) -> str:
        """Return the text of a sentence."""
        sentence = self.sentences[position]
        return self._text[sentence.start : sentence.end]

    def is_aside(self, position: int) -> bool:
        """Tell whether a sentence states nothing: a question, or a line of a bibliography."""
        sentence = self.sentences[position]
        if self.words(position).endswith("?"):
            return True
        begin = self._text.rfind("\n", 0, sentence.start) + 1
        end = self._text.find("\n", sentence.end)
        return "://" in self._text[begin : end if end >= 0 else None]

    def between(self, first: int | None, last: int) -> str:
        """Return the text from one sentence to just before another; empty without the first."""
        if first is None:
            return ""
        return self._text[self.sentences[first].start : self.sentences[last].start]

    def earlier(self, position: int) -> str:
        """Return what says what a sentence is about: the lead, and what stands not far before."""
        return f"{self.lead} {self.between(0, position)}"

    def antecedent(self, position: int) -> int | None:
        """Return the sentence that says what one that leans is about; None if it does not lean."""
        if not self.leans(position):
            return None
        for earlier in range(position - 1, -1, -1):
            if self.sentences[earlier].heading:
                return None
            if not self.leans(earlier):
                return earlier
        return None

    def heading(self, position: int) -> tuple[int, int] | None:
        """Return the span of the heading that a sentence stands under; None if none is near."""
        for sentence in reversed(self.sentences[:position]):
            if sentence.heading:
                return sentence[:2]
        return None

    def text(self, span: tuple[int, int] | None) -> str:
        """Return the text of a span of the article, or nothing."""
        return self._text[slice(*span)] if span else ""

    def items(self, position: int) -> list[int]:
        """Return the items of the list that a sentence announces: the list lines behind its ":"."""
        if not self.words(position).endswith(":"):
            return []
        following = range(position + 1, len(self.sentences))
        return list(takewhile(lambda later: is_list_line(self.words(later)), following))

    def leans(self, position: int) -> bool:
        """Tell whether a sentence refers to what was said before it."""
        return leans(self.words(position))


@kept
def leans(sentence: str) -> bool:
    """Tell whether a sentence refers to what was said before it."""
    return bool(_LEANS.match(sentence) or _OF_IT.match(sentence))
