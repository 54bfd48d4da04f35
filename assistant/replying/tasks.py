"""Tasks: what is asked of a writer, a servant or a language model, and of no article.

Each is known by how English asks for it. An imperative that a collection can answer, such as
"Summarise the Akmola project" or "Write down which factories are planned", is none of them.
"""

import re

_POLITE = (
    r"(?:(?:please|pls|kindly|now|then|so|and|ok|okay|just|hey|steppewise|first)\b[\s,:;!.]*"
    r"|(?:can|could|would|will) (?:you|u) (?:please |kindly |just |maybe |also )*"
    r"|(?:i want|i need|i would like|i'd like) (?:you )?(?:to )?"
    r"|(?:are you able|do you know how) to |let's |let us |help me (?:to )?|try to |go ahead and )*"
)
_SOME = r"(?:an?|another|some|any|one|two|three|my|our|the|\d+)"
_ADJECTIVES = r"(?:(?!(?:of|with|for|and|in|on|to|that|which|from|about|road|down)\b)[\w-]+ ){0,3}"
_A = rf"(?:{_SOME} {_ADJECTIVES})?"
_MAKE = r"(?:write|compose|draft|generate|create|make|prepare|invent|produce|design)(?: me| us)?"
_TEXTS = (
    r"(?:poems?|haikus?|limericks?|sonnets?|songs?|lyrics|raps?|stor(?:y|ies)|fairy ?tales?|novels?"
    r"|essays?|letters?|e-?mails?|speech(?:es)?|blog ?posts?|posts?|tweets?|slogans?|captions?"
    r"|screenplays?|cv|resumes?|presentations?|slides?|newsletters?|homework|thesis|dissertation"
    r"|recipes?|quiz(?:zes)?|advertisements?|ads?|press releases?)"
)
_FUN = r"(?:jokes?|riddles?|puns?|poems?|songs?|fairy ?tales?)"
_STORY = r"an(?:other)?|a(?: (?:bed ?time|funny|short|scary|good|nice|long|sad|love))*"
_PICTURES = (
    r"(?:charts?|graphs?|diagrams?|drawings?|pictures?|images?|photos?|photographs?|paintings?|logos?"
    r"|infographics?|cartoons?|memes?|plots?|histograms?|maps?|videos?|animations?|posters?)"
)
_DRAWN_IN_WORDS = (
    r"(?:comparisons?|parallels?|conclusions?|distinctions?|lessons?|lines?|attention|on|from)"
)
_CODE = (
    r"(?:code|programs?|scripts?|functions?|class|algorithms?|sql|quer(?:y|ies)|regex(?:es)?|html|css"
    r"|javascript|apps?|websites?|web ?pages?|unit tests?)"
)
_CODED = r"(?:python|java|javascript|typescript|rust|sql|bash|html|c\+\+|ruby|php)"
_LANGUAGES = (
    r"(?:french|german|spanish|italian|portuguese|russian|kazakh|chinese|mandarin|turkish|arabic"
    r"|japanese|korean|uzbek|kyrgyz|hindi|latin|polish|ukrainian)"
)
_GIVEN = r"(?:this|that|these|it|the following|the above|my)"
_GIVEN_TEXT = r"(?:text|paragraph|sentence|e-?mail|essay|letter|document|file|link|video|page|cv)s?"
_WHOSE = (
    r"(?:all|any|every|each|of|your|my|the|these|those|previous|prior|earlier|above|system|safety)"
)
_RULES = (
    r"(?:instructions?|rules?|prompts?|guidelines?|directions?|restrictions?|constraints?|training"
    r"|programming|limitations?|orders?|commands?|filters?)"
)
_WORDS_OF_SUMS = (
    "plus|minus|times|divided|multiplied|squared|cubed|to the power|percent|sum|product|root"
    "|factorial"
)
_SUM = rf"(?:[\d\s.,%$€()+*/^x×÷=-]|\b(?:{_WORDS_OF_SUMS}|the|of|and|by|square|cube)\b)+"
_OPERATION = (
    r"\d\s*[+*^×÷=x]\s*\(?\d|(?<!\d{3})\d\s*[-/]\s*\(?\d(?!\d{3})|\d\s*%\s*of"
    rf"|\b(?:{_WORDS_OF_SUMS})\b.*\d"
)

_TASKS = {
    "set my rules aside": (
        r"(?:ignore|disregard|forget|override|bypass|break|drop|skip|violate)"
        rf" (?:{_WHOSE} )*{_RULES}\b",
        r"(?:ignore|disregard|forget) (?:everything|anything|what (?:i|you|was)|the articles)\b",
        r"(?:you are|you're) (?:now|no longer|from now on)\b|from now on\b|pretend\b",
        r"act (?:as|like)\b|role-?play\b|imagine (?:that )?you\b",
        r"(?:enter|enable|activate) \w+ mode\b",
        r"(?:reveal|show|print|repeat|output|display|tell|give|what is|what's|what are)(?: me| us)?"
        rf" (?:your|the system) (?:\w+ )?{_RULES}\b",
        r"(?:repeat after me|say the word|say \")",
        r"(?:answer|reply|respond)\b.* (?:without|with no) (?:citations?|sources?)\b",
        r"use your (?:own |general )*knowledge\b",
    ),
    "answer in another language or style": (
        rf"(?:answer|reply|respond|speak|talk|write)\b.{{0,30}} in {_LANGUAGES}$",
        r"(?:answer|reply|respond|speak|talk|write)\b(?: \w+){0,2} (?:like an?|as an?) \w+$",
        rf"(?:do you )?(?:speak|know|understand) {_LANGUAGES}$",
    ),
    "translate": (
        r"translat(?:e|ion)\b",
        rf"(?:say|put|repeat|tell me) .{{1,60}} in {_LANGUAGES}$",
        rf"how do (?:you|i|we) say .+ in {_LANGUAGES}$",
    ),
    "write code": (
        rf"(?:{_MAKE}|build|develop|implement) {_A}{_CODE}"
        r"(?: (?:to|that|which|for|in|using|with)\b|$)",
        rf"(?:{_MAKE}|give me|show me) (?:some |the |an? )?(?:{_CODED} |code\b)",
        rf"(?:debug|refactor|compile|code) (?:an?|the|me|{_GIVEN})\b",
        r"fix (?:my|this|the) (?:\w+ )?(?:code|bug|script|function|error)\b",
    ),
    "draw or show pictures": (
        rf"(?:draw|sketch|paint|plot|doodle)\b(?! (?:{_SOME} )?(?:\w+ )?{_DRAWN_IN_WORDS}\b)",
        rf"(?:{_MAKE}|(?:show|give|send)(?: me| us)?|find) {_A}{_PICTURES}"
        r"(?: (?:of|for|that|with|showing|about|from)\b|$)",
        r"(?:visuali[sz]e|graph|chart) (?:the|this|these|it|how)\b",
    ),
    "calculate": (
        r"(?:(?:what is|what's|whats|how much is|calculate|compute|solve|evaluate|work out) )?"
        rf"(?=.*(?:{_OPERATION})){_SUM}$",
        r"(?:calculate|compute|find|what is|what's) (?:the |an? )?(?:square root|cube root"
        r"|derivative|integral|factorial|logarithm|sine|cosine) of .*(?:\d|\bx\b)",
        r"solve (?:the |an? |this |my |for )*(?:equation|problem|x\b|sum)",
        r"convert \d[\d.,]*\s*[\w ]+ (?:to|into)\b|count to \w+$",
    ),
    "entertain": (
        rf"(?:tell|sing|give|say|read|recite|(?:do you )?know)(?: me| us)? {_A}{_FUN}\b",
        rf"(?:tell|read|give)(?: me| us)? (?:{_STORY}) (?:story|tale)\b",
        r"make me (?:laugh|smile|happy)\b|entertain me\b|be funny\b|(?:sing|dance|rap|guess)\b",
        r"tell (?:me|us) (?:something funny|a lie|my (?:fortune|future|horoscope))\b",
        r"play (?:a |the |some |with |hide|chess|music)|flip a coin\b|roll (?:a |the )?di\w+",
        r"i(?:'m| am) (?:bored|sad|lonely|hungry|tired)\b",
    ),
    "write texts of my own": (
        rf"{_MAKE} {_A}{_TEXTS}\b",
        r"(?:rewrite|rephrase|reword|paraphrase|proofread|edit|polish|spell-?check|shorten|correct"
        rf"|improve) {_GIVEN}\b",
        rf"(?:summari[sz]e|analy[sz]e) {_GIVEN}(?: {_GIVEN_TEXT}\b|:)",
        r"(?:correct|check|fix) (?:my|the) (?:grammar|spelling|english|text)\b|do my homework\b",
    ),
    "tell what is not in the articles": (
        r"(?:summari[sz]e|give me|tell me|show me|check|describe|forecast|predict|what is|what's"
        r"|how is|how's) (?:the |today's |tomorrow's |current )+"
        r"(?:weather|stock (?:price|market)s?|exchange rate|football (?:score|result)s?)"
        r"(?: (?:today|tomorrow|now|there|outside|like|report|forecast|is|it))*$",
        r"(?:what is|what's|tell me) (?:the (?:current )?time|(?:the current|today's|today s) date"
        r"|the date today|today)(?: now| today)?$",
        r"what (?:time|day|date|year) is it(?: now| today)?$|what will the weather be\b",
        r"(?:search|browse|look (?:this |it |that )?up on) (?:the )?(?:web|internet|google)\b",
        r"google (?:it|this|that|for)\b",
    ),
    "act outside this conversation": (
        r"(?:send|forward) (?:an?|this|it|my|him|her|them|the (?:e-?mail|message|answer|report))\b",
        r"(?:book|order|buy|reserve|rent) (?:me|us|an?|some|my|two)\b",
        r"remind me (?:to|at|in|on|tomorrow|later|about my)\b|wake me\b",
        r"set (?:an?|the|my) (?:alarm|timer|reminder)\b|schedule (?:an?|my|the) (?:meeting|call)\b",
        r"(?:call|phone|text|e-?mail|message) (?:me|my|him|her|them|the police)\b",
        r"(?:open|close|launch|start|run|execute|install|download) (?:my|your|this|an?"
        r"|the following) (?:\w+ )?(?:file|app|browser|program|door|window|website|page|command"
        r"|code|script|software|game|movie|song|music)\b",
        r"(?:delete|erase|wipe|overwrite) (?:all|the|this|my|your|every\w*)\b",
        r"turn (?:on|off) the\b|transfer money\b|hack\b|rm -rf\b|drop table\b",
    ),
}
"""What is asked for, as it goes on after "I cannot", by how it begins behind polite words."""

_PATTERNS = [
    (task, re.compile(rf"{_POLITE}(?:{'|'.join(patterns)})")) for task, patterns in _TASKS.items()
]


def task_of(message: str) -> str | None:
    """Tell what a message asks for, if no article could answer it; else return None.

    >>> task_of("Translate this into French, please."), task_of("Tell me about Zhanatas.")
    ('translate', None)
    """
    text = " ".join(message.lower().replace("’", "'").split()).rstrip("?!. ")
    return next((task for task, pattern in _PATTERNS if pattern.match(text)), None)
