"""Chit-chat: what people say to each other, and to an assistant, without asking the articles."""

import re
from enum import StrEnum


class Chitchat(StrEnum):
    """What is said; where a message says several things, the earliest here counts."""

    IDENTITY = "a question about the assistant"
    FAREWELL = "a goodbye"
    THANKS = "thanks"
    WELLBEING = "a question about how the assistant is"
    GREETING = "a greeting"
    TEST = "a test"
    REMARK = "a remark"


_YOU = "(?:there|all|everyone|everybody|guys|folks|team|friend|sir|madam|again|dear|steppewise|bot)"
_IT = "(?:steppewise|this|this (?:app|bot|chat|page|program|thing|tool))"
_PATTERNS = {
    Chitchat.IDENTITY: (
        r"(?:and |so )?(?:who|what) (?:exactly )?are you(?: exactly)?",
        rf"(?:who|what)(?:'s| is) {_IT}",
        r"(?:what(?:'s| is) )?your name",
        r"do you have a name",
        r"are you (?:an? |really |just |real )*(?:real|human(?: being)?|person|robot|machine"
        r"|program|(?:chat)?bot|ai|llm|language model|chatgpt|gpt|claude|gemini|assistant)",
        r"who (?:made|built|created|wrote|developed|programmed) you",
        r"(?:please )?(?:introduce yourself|tell me (?:something |more )?about yourself)",
        rf"how (?:do you|does {_IT}) work",
    ),
    Chitchat.FAREWELL: (
        r"(?:good ?)?bye(?: ?bye)?(?: for now)?",
        r"see (?:you|ya|u)(?: later| soon| tomorrow| around)?",
        r"farewell|ciao|cya|sau bol(?:yngyz|ynyz)?|пока|до свидания|сау бол(?:ыңыз)?|再见",
        r"take care|good night|(?:talk to you|until|till) (?:later|soon|next time|tomorrow)",
        r"have a (?:nice|good|great|lovely) (?:day|evening|weekend|one|time)",
    ),
    Chitchat.THANKS: (
        r"(?:many |ok )?(?:thanks?|thx|thnx|thanx|tnx|ty|tysm|cheers)"
        r"(?: (?:a lot|a bunch|a million|so much|very much|again|you|u|anyway"
        r"|for (?:the|your|all|that|this)(?: \w+){0,3}))*",
        r"thank(?:you|u| you| u)(?: (?:a lot|so much|very much|again|anyway"
        r"|for (?:the|your|all|that|this)(?: \w+){0,3}))*",
        r"(?:i )?(?:really )?appreciate (?:it|that|your help)|much appreciated|i am grateful",
        r"ra[hk]h?met|рахмет|рақмет|спасибо|谢谢",
    ),
    Chitchat.WELLBEING: (
        r"(?:and )?how are (?:you|things|u)(?: doing)?(?: today)?",
        r"how(?:'s| is) (?:it going|life|your day|everything)(?: today)?",
        r"how do you (?:do|feel)|are you (?:ok|okay|well|fine)|(?:what's|whats|what is) up",
        r"wassup|sup|nice to meet you",
    ),
    Chitchat.GREETING: (
        rf"(?:hi|hey|hello|helo|hallo|hullo|hiya|hola|howdy|greetings|bonjour)(?:,? {_YOU})*",
        rf"dear {_YOU}",
        r"(?:very )?(?:good|gud) ?(?:morning|afternoon|evening|day)(?: to you)?"
        rf"(?: {_YOU})?|(?:g')?morning",
        r"(?:as+)?sal[ae]+m(?:u? ?al[ae][iy]k[uo]m)?|s[aә]l[ea]m(?:etsi[zn])?",
        r"салем|с[әа]лем(?:етсіз)?|привет|здравствуйте|добрый день|你好|ni ?hao",
    ),
    Chitchat.TEST: (
        r"(?:this is )?(?:just )?(?:a |an )?(?:test(?:ing)?|ping)(?: test(?:ing)?)*(?: (?:\d ?)+)?",
        r"hello world|asdf\w*|qwerty\w*|foo(?: ?bar)?|lorem ipsum.*",
        r"(?:is )?(?:anyone|anybody|someone|somebody) (?:there|here|home)",
        r"are you (?:there|awake|working|online|alive)|can you hear me",
        rf"(?:does {_IT} work|is {_IT} (?:on|working))",
    ),
    Chitchat.REMARK: (
        r"ok(?:ay)?|k|kk|okey|alright|all right|fine|right|sure|yes|yeah|yep|yup|no|nope|nah|y|n",
        r"(?:(?:that is|that's|thats|this is|it is|it's|you are|you're|how|very|so|really) )*"
        r"(?:great|good|nice|cool|perfect|awesome|excellent|wonderful|amazing|brilliant|fantastic"
        r"|interesting|helpful|useful|impressive|clear|wow|super|smart|correct|wrong|bad|stupid"
        r"|useless|funny)(?: (?:job|work|answer|one|to know))?",
        r"(?:well done|good job|got it|i (?:see|understand|know)|understood|makes sense|noted)",
        r"(?:that's|that is|thats) (?:all|it|enough|fine|ok|okay)(?: for (?:now|today))?",
        r"never ?mind|nothing|hmm*|um+|uh+|oh|ah|aha|haha(?:ha)*|lol|sorry|my bad|please|well|so"
        r"|i love you|you (?:are the best|rock)",
    ),
}
_KINDS = [
    (kind, re.compile(rf"(?:{'|'.join(patterns)})(?![^\W_])"))
    for kind, patterns in _PATTERNS.items()
]
_OPENING = {Chitchat.GREETING, Chitchat.THANKS, Chitchat.WELLBEING, Chitchat.REMARK}
_BETWEEN = re.compile(r"[^\w']+|'(?!\w)|\b(?:and|but) ")
_AGAIN = re.compile(r"(.)\1{2,}")


def chitchat_of(message: str) -> Chitchat | None:
    """Tell what a message says, if chit-chat is all there is in it.

    >>> chitchat_of("Hello there, and thanks a lot!"), chitchat_of("Hi, what is Zhanatas?")
    (<Chitchat.THANKS: 'thanks'>, None)
    """
    text = _AGAIN.sub(r"\1", " ".join(message.lower().replace("’", "'").split()))
    said = set()
    place = _skipped(text, 0)
    while place < len(text):
        found = _longest(text, place)
        if found is None:
            return None
        kind, place = found
        said.add(kind)
        place = _skipped(text, place)
    return min(said, key=list(Chitchat).index, default=None)


def without_chitchat(message: str) -> str:
    """Return a message without the chit-chat in front of what it asks.

    >>> without_chitchat("Good morning! What is Zhanatas?")
    'What is Zhanatas?'
    """
    place = 0
    while (found := _longest(message.lower().replace("’", "'"), place)) and found[0] in _OPENING:
        kind, end = found
        mark = _BETWEEN.match(message, end)
        if mark is None or (kind is Chitchat.REMARK and not mark.group().strip()):
            break
        place = mark.end()
    rest = message[place:]
    return rest if any(map(str.isalnum, rest)) else message


def _longest(text: str, place: int) -> tuple[Chitchat, int] | None:
    """Return what is said at a place of a text in lower case, and where that ends."""
    matches = [(kind, pattern.match(text, place)) for kind, pattern in _KINDS]
    found = [(kind, match.end()) for kind, match in matches if match]
    return max(found, key=lambda item: item[1], default=None)


def _skipped(text: str, place: int) -> int:
    """Return the place behind what stands between two things said."""
    while match := _BETWEEN.match(text, place):
        place = match.end()
    return place
