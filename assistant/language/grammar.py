"""Facts of English: which words can stand for a thing, and which cannot."""

import re

from assistant.language.kept import kept
from corpus import normalise
from index.lexical import make_analyzer
from index.words import FUNCTION_WORDS

ENDING = re.compile(r"(?:n['’]t|['’](?:s|d|m|re|ve|ll|t)|(?<=s)['’])$")
"""What is contracted with a word, or makes it a possessive."""

ADVERB = re.compile(r"[a-z]{3,}(?<!suppl)(?<!famil)(?<!assembl)(?<!anomal)(?<!monopol)(?<=l)y$")
"""An adverb, by its ending."""

QUESTION_WORDS = frozenset("which what whose how".split())
THESE = frozenset("this that these those".split())
DEFINITE = THESE | frozenset("the its their his her".split())
DETERMINERS = (
    QUESTION_WORDS
    | DEFINITE
    | frozenset(
        """
        a an your our my some any all each every no both more most other another many much several
        few such same
        """.split()
    )
)
AUXILIARIES = frozenset(
    """
    do does did is are was were be been being has have had will would can could should may might
    must
    """.split()
)
PREPOSITIONS = frozenset(
    """
    about after against along among around as at before behind below beside besides between beyond
    by despite during except for from in inside into like near of off on onto out outside over per
    regarding since than through throughout to toward towards under until up upon via with within
    without
    """.split()
)
NO_THING = (
    FUNCTION_WORDS
    | DETERMINERS
    | AUXILIARIES
    | PREPOSITIONS
    | frozenset(
        """
        ago almost already alright always anyone anything anywhere away back bit cannot currently
        else ever everything exactly first further good great hello hey however instead interesting
        later least less little lot lots maybe never next nice nothing now often ok okay once one
        ones overall perhaps prior please quite rather several someone something somewhere sometimes
        soon still sure thank thanks therefore thing things thus today together tomorrow too twice
        us usually well worldwide yes yeah yesterday yet able cool due right true wow welcome two
        three four five six seven eight nine ten second third last
        """.split()
    )
)
"""Words that name nothing: small words, adverbs, answers and greetings."""

PREDICATES = frozenset(
    """
    available cheap common dangerous different difficult easy effective expensive famous hard
    healthy illegal important legal likely native necessary popular possible prevalent ready
    responsible safe similar successful superior useful
    """.split()
)
"""Adjectives that say something of what stands before them."""

RELATIONAL = frozenset(
    """
    advantage aftermath age aim amount area author background beginning benefit boss budget builder
    capacity capital cause ceo challenge chairman completion composition condition consequence
    construction contractor cost date deadline depth designer developer difference director
    disadvantage distance drawback duration effect efficiency end feature findings founder function
    funding future goal head height history impact importance inhabitant length limitation location
    management manager meaning name number objective opening operator origin outcome output owner
    ownership partner penalty population potential price problem process production profit purpose
    reason requirement result revenue risk role rule schedule shape side size speed sponsor start
    status structure supplier symptom task temperature term timeline title total value volume weight
    width yield
    """.split()
)
"""Nouns that are always of something, which may have been named before: "the cost" of what?"""

CLASSES = frozenset(
    """
    act agency agreement airport artist association author band bank battery book bridge building
    city club coalition committee company complex conference conflict contract corporation corridor
    country dam deal disease district event facility factory farm festival film firm forum game
    group holiday hotel initiative institution island lake line mall memorandum method mine movie
    museum network novel organisation organization park party pipeline plan plant platform policy
    pond port process product programme project province railroad railway refinery region regulation
    reserve reservoir river road route school site sport station store strategy summit system tax
    team technique technology town treaty tunnel turbine university village vessel zone
    """.split()
)
"""Nouns that stand for something by what kind of thing it is: "the plant", "that railway"."""

_NOUN = re.compile(r"(?:[ts]ion|ment|ance|[^d]ence|ity|[^aeiou][eo]r)s?$")
_VERBS = """
accept achieve add affect agree aim announce answer appear arrive ask attend attract avoid be
become born began begin begun belong break bring broke broken brought build built buy bought call
came cause change choose chose come compare concern connect consist contain contribute cost cover
create cut decide deliver depend describe develop die differ discover do dominate draw earn employ
end enjoy establish exist expand expect explain express fall feed fell finance find found follow
form fund gain gave generate get got give given go gone got govern grew grow happen have hear heard
help held hold host identify impact import improve include increase inform interest invent invest
involve join keep kept knew know known lead learn leave led left let lie like listen live locate
look lose lost made make manage mean measure meet mention met move name need obtain occupy occur
offer open operate originate oversee own paid participate pay plan play prepare prevent produce
prohibit propose protect prove provide put raise ran reach receive reduce refer regulate relate
release remain replace represent require result
rise run rose said save saw say see seem seen sell send sent serve set show sign sold speak spend
spent spoke spread stand start state stay stop suffer supply support take taken taught teach tell
tend think thought took travel try turn use view visit want wear went win wish won wonder work
write written wrote
"""


_PLURAL = re.compile(r"(?P<stem>\w*?\w)(?P<ending>ies|(?<=sh|ch|ss)es|(?<=[xz])es|(?<![suia])s)$")
_OTHER_S = {"gases": "gas", "buses": "bus", "series": "series", "species": "species",
            "news": "news", "lens": "lens", "always": "always"}  # fmt: skip


def without_s(word: str) -> str:
    """Return a word without the -s of a plural noun or of a verb's third person.

    >>> [without_s(word) for word in ("farms", "refineries", "reaches", "crisis", "gas")]
    ['farm', 'refinery', 'reach', 'crisis', 'gas']
    """
    if word in _OTHER_S:
        return _OTHER_S[word]
    match = _PLURAL.fullmatch(word)
    return match["stem"] + "y" * (match["ending"] == "ies") if match else word


@kept
def stem(word: str) -> str:
    """Return the stem of a word, as the lexical search makes it."""
    return " ".join(_ANALYZER.analyze(normalise(word)))


_ANALYZER = make_analyzer()
VERBS = frozenset(stem(verb) for verb in _VERBS.split())
"""Stems of the verbs that questions are often asked with."""


SAYING = frozenset(
    stem(verb)
    for verb in """
    agree announce argue believe claim confirm estimate expect find hope know mean note predict
    report said say show state stated think warn
    """.split()
)
"""Stems of the verbs behind which "that" begins a clause."""


def is_relational(phrase: str) -> bool:
    """Tell whether a phrase is of something: "annual output" is, "wind turbine" is not."""
    noun = phrase.rsplit(maxsplit=1)[-1].lower()
    return noun in RELATIONAL or noun.removesuffix("s") in RELATIONAL


def is_verb(word: str) -> bool:
    """Tell whether a word may be a verb: "inform" may, and "information" may not."""
    return word.endswith("ed") or (stem(word) in VERBS and not _NOUN.search(word))
