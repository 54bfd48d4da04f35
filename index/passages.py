"""Passages: the spans of an article that are embedded, searched and cited."""

from dataclasses import dataclass

from corpus import Article, Sentence, split_sentences

PASSAGE_CHARACTERS = 1000
"""The longest passage. About 220 tokens of English: with its title it fits the model's 256."""

_SENTENCE_MARK = "\0"  # normalised text holds no control characters


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
    marked = _mark_sentences(article.text, split_sentences(article.text))
    passages = []
    start = marked_up_to = 0
    for chunk in splitter.create_documents([marked]):
        marked_start: int = chunk.metadata["start_index"]
        start += len(marked[marked_up_to:marked_start].replace(_SENTENCE_MARK, ""))
        text = chunk.page_content.replace(_SENTENCE_MARK, "")
        leading = len(text) - len(text.lstrip())
        if text.strip():
            begin = start + leading
            passages.append(Passage(article.id, begin, begin + len(text.strip()), text.strip()))
        start += len(text)
        marked_up_to = marked_start + len(chunk.page_content)
    return passages


def _mark_sentences(text: str, sentences: list[Sentence]) -> str:
    pieces = []
    position = 0
    for sentence in sentences:
        pieces += [text[position : sentence.end], _SENTENCE_MARK]
        position = sentence.end
    return "".join([*pieces, text[position:]])
