"""Questions about the collection itself, as people ask them; the catalogue answers, not a search.

"How many articles mention Zhanatas?" is one. "Which agreements were signed?" and "What does the
article say about Shetpe?" are not: those are asked of the articles.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from rapidfuzz.distance import OSA


class Subject(Enum):
    """What is asked about the collection; some want a phrase with it."""

    GUIDE = auto()  # what can be asked
    ARTICLES = auto()  # which there are, or how many
    MENTIONS = auto()  # which hold the phrase
    NEWEST = auto()
    OLDEST = auto()
    PUBLISHERS = auto()
    ORIGIN = auto()  # which are from the phrase: a publisher, or a time, with its preposition
    PASSAGES = auto()
    PUBLICATION = auto()  # when, and by whom, the article with the phrase as its title


@dataclass(frozen=True, slots=True)
class Request:
    """A question about the collection."""

    subject: Subject
    phrase: str = ""


# A line for each way of asking. What a word in capitals stands for is said below.
_PATTERNS = {
    Subject.GUIDE: r"""
        (?:what|which) (?:else )?(?:can|could|should|may|do) i ask(?: you| about| here)*
        what (?:else )?(?:can|could) you (?:do|answer|tell me|help)(?: me| for| with| about)*
        what (?:all |else )?do you (?:know|do|cover|offer)(?: about)?
        what are you (?:an expert in|capable of|good at|for|about|able to do)
        (?:what|which) (?:KIND )*TOPIC(?: (?:can|could|do|does|should|are|is|COVERED))*
        what (?:is|are) THESEVERAL (?:all )?about
        what (?:do|does) THESEVERAL (?:cover|talk about|say|contain|discuss|hold|include)
        (?:what is|tell me what is) in THESEVERAL
        (?:tell me about|describe|summari[sz]e) THEWHOLE
        (?:list|name|show me) THEtopics
        help|help me|i need help|menu|usage|topics|i (?:do not|don't) know what to ask
        how (?:do|can|should|to) (?:i )?(?:use|start|begin)(?: this| it| you| steppewise)*
        SUGGEST(?:(?:example|sample|starter|possible|good) )*(?:questions?|examples?)
        SUGGESTquestions? (?:to ask|(?:that )?i can ask(?: you)?)
    """,
    Subject.PUBLISHERS: r"""
        who (?:published|publishes|wrote|writes|made) (?:these|those|them|THESEVERAL)
        (?:who|what|which) are THE(?:publishers?|sources|authors?)(?: of THESEVERAL|HERE)
        (?:(?:WHICH|LIST) )?THE(?:publishers?|newspapers|news (?:outlets|agencies)|media)HERE
        WHICH THEsourcesHERE
        where (?:do|does) THE(?:ARTICLE|information|data|answers|knowledge) come from
        where do you (?:get|take|have) THE(?:information|data|answers|knowledge)(?: from)?
    """,
    Subject.ARTICLES: r"""
        (?:WHICH|what are|which are) THEITEMHERE
        LIST THEITEMHERE
        LIST THEtitles(?: of THEARTICLE)?
        (?:(?:list|number) of )?THEARTICLE
        what is the number of THEARTICLEHERE|how (?:large|big) is THEWHOLE
        do you have (?:any )?ARTICLE|when were THEARTICLE (?:published|written)
        how (?:old|recent|up to date|current) are THEARTICLE
    """,
    Subject.NEWEST: r"""
        (?:ASKING )?THENEW ARTICLEHERE(?: published)?
        (?:which|what) (?:of )?THEARTICLE (?:is|are|was) (?:the )?(?:NEW|published last)
    """,
    Subject.OLDEST: r"""
        (?:ASKING )?THEOLD ARTICLEHERE(?: published)?
        (?:which|what) (?:of )?THEARTICLE (?:is|are|was) (?:the )?(?:OLD|published first)
    """,
    Subject.PASSAGES: r"""
        (?:how many|(?:what is )?(?:the )?number of) THEpassagesHERE
        how many passages (?:do|does) THEARTICLE (?:have|hold|contain)
    """,
    Subject.ORIGIN: r"""
        (?:WHICH|LIST) THE(?:PLAIN|(?:documents|texts)(?= (?:are )?from))HEREDATED ORIGIN
        THEPLAINDATED (?!in|of)ORIGIN
    """,
    Subject.MENTIONS: r"""
        (?:WHICH|LIST) THEITEMHERE SAY PHRASE
        (?:WHICH|LIST) THEPLAINHERE CONTAIN PHRASE
        in WHICH THEITEM (?:is|are|was|were) PHRASE (?:mentioned|discussed|named|described)
        in WHICH THEITEM (?:do|does) PHRASE (?:appear|occur|come up)
        (?:are there|is there|do you have|have you got) (?:any |an? |some )?ARTICLE SAY PHRASE
        (?:do|does) (?:any|some|one) THEITEM SAY PHRASE
        (?:do|does) THE(?:ARTICLE|sources?) mention PHRASE
        THEPLAIN SAY PHRASE
    """,
    Subject.PUBLICATION: r"""
        (?:when was|who published) (?:the )?PLAIN TITLEDPHRASE(?: (?:published|written|issued))?
        (?:what is )?the (?:publication )?(?:date|publisher) of (?:the )?PLAIN TITLEDPHRASE
    """,
}
# A space stands with what may be left out. Where a document or a report that the articles speak of
# could be meant, only a PLAIN article counts.
_WORDS = {
    "PLAIN": "(?:news )?articles?",
    "ARTICLE": "(?:PLAIN|documents?|docs|texts?|files|papers?|publications?)",
    "ITEM": "(?:ARTICLE|sources?|reports?|stories)",
    "SEVERAL": "(?:articles|documents|docs|texts|files|sources|WHOLE)",
    "WHOLE": "(?:collection|index|database|library|corpus|archive)",
    "THE": "(?:(?:all|of|the|your|these|those|our|my|this|different) )*",
    "WHICH": "(?:which|what|how many)",
    "LIST": "(?:list|show|give|name|enumerate|display|print|see|find|get|tell)(?: me| us)?"
    "(?:(?: a| the)?(?: full| complete)? list of)?",
    "HERE": "(?: (?:(?:(?:do|did|can) |that |which )?(?:you|we|i) (?:HAVE)(?: of| about)?"
    "|(?:are|is) there|there are|are (?:indexed|loaded|stored|searched|included)"
    "|(?:are )?(?:in THEWHOLE|available|here)|indexed|(?:does|do) THEWHOLE (?:have|hold|contain)"
    "|in total|altogether|now))*",
    "HAVE": "have|know|hold|use|read|search|cover|see|store|got",
    "SAY": "(?:(?:that |which )?(?:mentions?|names?|discuss(?:es)?|refers? to|talks? about"
    "|deals? with|speaks? (?:of|about)|writes? about|(?:are|is|were|was) (?:about|on))"
    "|about|on|mentioning|regarding|concerning|discussing)",
    "CONTAIN": "(?:that |which )?(?:covers?|contains?|includes?|describes?|reports? on|covering)",
    "TITLED": "(?:(?:titled|called|named|entitled|on|about) )?",
    "DATED": "(?: that| which)?(?: are| is| were)?(?: published| dated| written)*",
    "ORIGIN": "(?P<phrase>(?:from|by|in|since|before|after|between) .+)",
    "PHRASE": "(?P<phrase>.+?)",
    "NEW": "(?:newest|latest|most recent)",
    "ASKING": "(?:(?:what|which)(?: PLAIN)? (?:is|are)|when was|LIST)",
    "OLD": "(?:oldest|earliest)",
    "KIND": "(?:main|kinds?|sorts?|types?|of)",
    "TOPIC": "(?:topics?|subjects?|themes?|questions?|information|content)",
    "COVERED": "you|i|there|the|your|these|SEVERAL|covered|cover|know|ask|answer|discussed|discuss"
    "|have|contain|include|available|about|on|in|here",
    "SUGGEST": "(?:(?:give|show|tell|suggest)(?: me| us)? )?(?:some |a few |an? |the )?",
}
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))


def _compiled(pattern: str) -> re.Pattern[str]:
    while _WORD.search(pattern):
        pattern = _WORD.sub(lambda match: _WORDS[match.group()], pattern)
    return re.compile(pattern)


_COMPILED = [
    (subject, _compiled(line.strip()))
    for subject, lines in _PATTERNS.items()
    for line in lines.strip().splitlines()
]
_POLITE = re.compile(
    r"(?:(?:please|pls|kindly|and|so|but|also|ok|now) |(?:can|could|would|will) you (?:please )?"
    r"(?=list|show|give|name|tell|suggest)|(?:tell me|i want to know|i would like to know"
    r"|do you know|i wonder) (?=which|what|how|who|where|when))*"
)
_CLOSING = re.compile(r"(?: (?:please|at all|anywhere|pls|thanks|then|exactly|right now))+$")
_CONTRACTION = re.compile(r"\b(what|which|who|where|how|when)['’]?s\b", re.IGNORECASE)
# What cannot be looked for: a clause, or what only refers to something.
_NO_PHRASE = re.compile(
    r"(?:that|how|who|whom|when|why|what|whether|where|which|if|it|its|this|these|those|them|they"
    r"|their|he|she|him|her|anything|something|everything|nothing|you|me|us)\b"
)
_EDGES = "?!.,;:()[]{}*\"'“”‘’«»"
_SHORT = {"wat": "what", "wht": "what", "hav": "have", "r": "are", "u": "you", "ur": "your"}
_KNOWN = frozenset(
    word
    for pattern in (*_PATTERNS.values(), *_WORDS.values())
    for words in (re.findall("[a-z]+", pattern), re.findall(r"([a-z]+)[a-z]\?", pattern))
    for word in words
)
_EDITS = 1
_SHORTEST_MISSPELT = 4


def about(text: str) -> Request | None:
    """Return what a question asks about the collection, or None if it asks something else.

    >>> about("Wich articles mention Wind Farms?").phrase
    'Wind Farms'
    """
    words = [word for word in _CONTRACTION.sub(r"\1 is", text).split() if word.strip(_EDGES)]
    frame = " ".join(_spelt(word.strip(_EDGES).lower().replace("’", "'")) for word in words)
    polite = _POLITE.match(frame)
    start = polite.end() if polite else 0
    closing = _CLOSING.search(frame)
    end = closing.start() if closing else len(frame)
    for subject, pattern in _COMPILED:
        if match := pattern.fullmatch(frame, start, end):
            if "phrase" not in pattern.groupindex:
                return Request(subject)
            if not _NO_PHRASE.match(match["phrase"]):
                return Request(subject, _as_typed(words, frame, match.span("phrase")))
    return None


def _as_typed(words: Sequence[str], frame: str, span: tuple[int, int]) -> str:
    """Return the words that a part of the frame, which has one for each, stands for."""
    first = frame.count(" ", 0, span[0])
    last = frame.count(" ", 0, span[1])
    return " ".join(words[first : last + 1]).strip(_EDGES)


def _spelt(word: str) -> str:
    """Return a word as it is spelt in the patterns, if it is one of theirs but for a letter."""
    if word in _KNOWN or len(word) < _SHORTEST_MISSPELT:
        return _SHORT.get(word, word)
    near = (
        (OSA.distance(word, known, score_cutoff=_EDITS), -len(known), known)
        for known in _KNOWN
        if known[0] == word[0] and len(known) >= _SHORTEST_MISSPELT
    )
    distance, _, nearest = min(near, default=(_EDITS + 1, 0, word))
    return nearest if distance <= _EDITS else word
