"""Generated texts for property tests: what real articles hold, and what breaks careless code."""

from hypothesis import strategies as st

from corpus import normalise

# Emoji with joiners and flags, letters with combining marks, scripts, abbreviations, list marks.
_PIECES = [
    "The", "mill", "of", "Vell", "Dr.", "3.5", "U.S.", "5,000.", "said.", "“Yes.”", "No.", "e.g.",
    "it-", "self.", "мост", "город", "2019 г.", "млн.", "大桥于2019年开工。", "谁来维修？", "他说",
    "👩‍👩‍👧", "🏴‍☠️", "🇮🇸", "e\u0301", "n\u0303o", "\u1100\u1161\u11a8", "क\u093f", "ﬁne", "!", "?",
    "...",
    "- item", "1. first", "(2) second", "A heading", "harbour." * 4, "x" * 25,
]  # fmt: skip
_BREAKS = [" ", " ", " ", "\n", "\n\n", "\n\n"]
_DIRT = ["\u00a0", "\u200b", "\u00ad", "\r\n", "\r", "\t", "\x00", "\x1f", "\x85", "\u2028",
         "\ufeff", "\ud800", "   ", "\x7f", "\u202e"]  # fmt: skip

_words = st.sampled_from(_PIECES)
_paragraphs = st.lists(st.tuples(_words, st.sampled_from(_BREAKS)), min_size=1, max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)

raw_texts = st.one_of(
    st.lists(st.one_of(_words, st.sampled_from([*_DIRT, *_BREAKS])), max_size=40).map("".join),
    st.text(max_size=60),
)
"""As a file may hold it, with control characters and broken halves of characters."""

_repeated = st.tuples(_paragraphs, st.integers(1, 4), st.sampled_from([" ", "\n", "\n\n"])).map(
    lambda parts: parts[2].join([parts[0]] * parts[1])
)
texts = _repeated.map(normalise).filter(bool)
"""Normalised and not blank; many repeat a sentence or themselves."""
