"""What a comparison asks of each of its sides: "is older" of the Orvel dam is how old it is."""

import re

from assistant.language.grammar import without_s

COMPARATIVE = (
    r"(?:(?:more|less)\s(?:expensive|costly)|more|less|fewer|better|worse|sooner|"
    r"(?:larg|bigg|great|small|high|low|tall|deep|wid|long|short|earli|lat|old|new|young|cheap|"
    r"costli|fast|slow|strong|weak|heavi|light)er)"
)
"""A pattern of the words that compare two things."""

ORDER = "(?:first|last)"
"""A pattern of the words that compare two things in time, and also tell one of many."""

MEASURED = (
    r"(?:(?:installed|total|annual|yearly|daily|average|generating|power|electricity|carbon|coal|"
    r"construction|investment|land|CO2)\s)*"
    r"(?:capacit(?:y|ies)|costs?|prices?|sizes?|outputs?|generation|production|emissions?|savings?|"
    r"lengths?|heights?|depths?|widths?|areas?|ages?|budgets?|investments?|speeds?|power|values?|"
    r"weights?|shares?|durations?|yields?|distances?|potential|lifetime)"
)
"""A pattern of what things are compared in."""

# What to ask of one side, by the word that compares; {} is the side.
_HOW = {
    "How large is {}": "larger bigger greater smaller",
    "How old is {}": "older newer younger",
    "How high is {}": "higher lower taller",
    "How deep is {}": "deeper",
    "How wide is {}": "wider",
    "How long is {}": "longer shorter",
    "How heavy is {}": "heavier lighter",
    "How fast is {}": "faster slower",
    "How much does {} cost": "cheaper costlier",
    "When was {}": "earlier later sooner first last",
}
_BY_WORD = {word: asked for asked, words in _HOW.items() for word in words.split()}
_BE = r"(?:is|are|was|were|will be|came|comes)"
_ADJECTIVE = re.compile(r"\s\w+")
_FAST = re.compile(r"(?P<verb>.+?)\s(?:faster|slower)\b(?P<tail>.*)$", re.IGNORECASE)
_BASES = {"has": "have", "does": "do", "goes": "go"}
_AUXILIARY = re.compile(r"(?:is|are|was|were|will|does|do|did|has|have|had|can)\b", re.IGNORECASE)
_IN = rf"(?:,?\s(?:in terms of|in|by)\s(?:its |their )?(?P<measured>{MEASURED}))"
_BEING = re.compile(
    rf"{_BE}\s(?:the\s)?(?:much\s|far\s|even\s)?(?P<word>{COMPARATIVE}|{ORDER})\b(?:(?:\s(?!in\b|by\b)\w+)?{_IN}|(?P<tail>[,\s].*)?)$",
    re.IGNORECASE,
)
_HAVING = re.compile(
    rf"(?!{_BE}\b)(?:(?:has|have|had)|\w+\s(?:the|a|an))\s(?:(?:the|a|an)\s)?(?:much\s|far\s|even\s)?"
    rf"(?!more\b|less\b|fewer\b){COMPARATIVE}\s(?P<noun>\w.*)$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?P<verb>.+?)\s(?P<word>first|last|earlier|later|sooner)\b(?P<tail>.*)$", re.IGNORECASE
)
_LONG = re.compile(r"(?P<verb>\w+)\s(?P<word>longer|shorter)\b(?P<tail>.*)$", re.IGNORECASE)
_MUCH = re.compile(
    r"(?P<verb>\w+)(?P<object>(?:\s\w+)*?)\s(?:much\s|far\s|even\s)?(?:more|less|fewer)\b(?P<noun>.*)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?!emissions|savings|losses|sales|gas\b)(?:[kMGT]W|\w+[^s\W]s)\b")


def ask(predicate: str, side: str, auxiliary: str = "") -> str:
    """Return the question to ask of one side, of what is said to compare it with the other.

    Args:
        predicate: Such as "is older", "has the higher capacity", "produce more power".
        side: What it is said of.
        auxiliary: The "does" or "did" that it was asked with.

    >>> ask("is older", "the Orvel dam"), ask("has the higher capacity", "Marl")
    ('How old is the Orvel dam', 'capacity of Marl')
    >>> ask("produce more power", "Orvel", "does"), ask("was built first", "Marl")
    ('How much power does Orvel produce', 'When was Marl built')
    """
    if match := _BEING.match(predicate):
        if match["measured"]:
            return f"{match['measured']} of {side}"
        word, tail = match["word"].lower(), match["tail"] or ""
        asked = _BY_WORD.get(word, "How much does {} cost" if " " in word else "")
        if word in {"more", "less"} and _ADJECTIVE.fullmatch(tail):
            asked, tail = f"How{tail} is {{}}", ""
        if asked:
            return f"{asked.format(side)}{tail}"
    if match := _HAVING.match(predicate):
        return f"{match['noun']} of {side}"
    for opening, pattern in (("When", _WHEN), ("How long", _LONG), ("How fast", _FAST)):
        if match := pattern.match(predicate):
            return f"{opening} {_about(side, match['verb'], auxiliary)}{match['tail']}"
    if match := _MUCH.match(predicate):
        noun = f"{match['object']}{match['noun']}".strip()
        opening = "How many" if _COUNTED.match(noun) else "How much"
        return f"{opening} {noun} {_about(side, match['verb'], auxiliary)}".replace("  ", " ")
    return f"Which {predicate} {side}"


def _about(side: str, verb: str, auxiliary: str) -> str:
    """Return a clause about one side in the order of a question: "was Orvel built"."""
    if auxiliary:
        return f"{auxiliary} {side} {verb}"
    first, _, rest = verb.partition(" ")
    if _AUXILIARY.match(first) and first not in _BASES:
        return f"{first} {side} {rest}".rstrip()
    base = _BASES.get(first) or without_s(first)
    if base != first:
        return f"does {side} {base} {rest}".rstrip()
    return f"{side} {verb}"
