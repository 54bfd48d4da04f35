"""Passages: the spans of an article that are embedded, searched and cited."""

from dataclasses import dataclass
from itertools import zip_longest

from corpus import Article, Sentence, split_sentences

PASSAGE_CHARACTERS = 1000
"""The longest passage. About 220 tokens of English: with its title it fits the model's 256."""

# Normalised text holds no control characters.
_SENTENCE_MARK = "\0"
_GLUE = "\1"


@dataclass(frozen=True, slots=True)
class Passage:
    """The span `article.text[start:end]`; offsets count Unicode code points."""

    article_id: str
    start: int
    end: int
    text: str


def split_passages(article: Article, characters: int = PASSAGE_CHARACTERS) -> list[Passage]:
    """Split an article on paragraph borders, then on sentence borders, into passages.

    The splitting is langchain's RecursiveCharacterTextSplitter, over the text with a mark behind
    each sentence. Only a sentence that does not fit, with the space before it, is cut: at a space
    if there is one. Passages do not overlap, and no character but white space is outside of all.
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # takes 0.5 s

    splitter = RecursiveCharacterTextSplitter(
        separators=["\n\n", "\n", _SENTENCE_MARK, " ", ""],
        keep_separator="end",
        chunk_size=characters,
        length_function=lambda piece: len(piece) - piece.count(_SENTENCE_MARK),
        chunk_overlap=0,  # the start index that langchain reports is exact only without overlap
        add_start_index=True,
    )
    marked = _mark(article.text, split_sentences(article.text), characters)
    passages = []
    start = marked_up_to = 0
    for chunk in splitter.create_documents([marked]):
        marked_start: int = chunk.metadata["start_index"]
        start += len(marked[marked_up_to:marked_start].replace(_SENTENCE_MARK, ""))
        length = len(chunk.page_content.replace(_SENTENCE_MARK, ""))
        found = article.text[start : start + length]
        if text := found.strip():
            begin = start + len(found) - len(found.lstrip())
            passages.append(Passage(article.id, begin, begin + len(text), text))
        start += length
        marked_up_to = marked_start + len(chunk.page_content)
    return passages


def _mark(text: str, sentences: list[Sentence], characters: int) -> str:
    """Put a mark behind each sentence, and glue each heading to the sentence that follows it.

    Glue stands in the place of line ends, character for character, so that nothing is split there;
    where the heading and the sentence would not fit into a passage together, there is none.
    """
    pieces = []
    glued = False
    position = begins = 0
    for sentence, following in zip_longest(sentences, sentences[1:]):
        gap = text[position : sentence.start]
        begins = begins if glued else sentence.start
        pieces += [len(gap) * _GLUE if glued else gap, text[sentence.start : sentence.end]]
        glued = sentence.heading and following is not None and following.end - begins < characters
        if not glued:
            pieces.append(_SENTENCE_MARK)
        position = sentence.end
    return "".join(pieces)
