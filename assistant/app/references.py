"""Answers and quotes as plain text, to be pasted elsewhere with what they rest on."""

from assistant.answer import Answer, Citation
from assistant.lines import label
from assistant.marks import BOLD, emphases


def reference(citation: Citation) -> str:
    """Return a quote with where it stands: title, publisher, date, link, and offsets."""
    return f"“{citation.quote}”\n{_place(citation)}"


def plain_answer(answer: Answer) -> str:
    """Return a question with its answer, and where each of its citations stands."""
    cited = {citation.number: citation for citation in answer.citations}
    references = [f"[{number}] {_place(citation)}" for number, citation in sorted(cited.items())]
    said = [_without_bold(answer), answer.missing]
    blocks = [answer.question.strip(), *said, "\n".join(references)]
    return "\n\n".join(block for block in blocks if block)


def _place(citation: Citation) -> str:
    about = label(citation.title, citation.source, citation.date)
    link = f" {citation.url}" if citation.url else ""
    return f"{about}{link} ({citation.article_id}, characters {citation.start}–{citation.end})"


def _without_bold(answer: Answer) -> str:
    """Return the text of an answer without the marks of bold type around its short answers."""
    text, place = [], 0
    for start, end in sorted(emphases(answer)):
        text += [answer.text[place:start], answer.text[start + len(BOLD) : end - len(BOLD)]]
        place = end
    return "".join([*text, answer.text[place:]])
