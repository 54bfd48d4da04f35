"""What one open page holds of its visitor: the only state there is, and never shared."""

from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation
from corpus import SteppewiseError


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation as one open page has it.

    Attributes:
        answers: What was answered so far, oldest first.
    """

    answers: tuple[Answer, ...] = ()

    def answered(self, answer: Answer) -> "Session":
        """Return the session with one more answer."""
        return replace(self, answers=(*self.answers, answer))

    def citation(self, turn: int, position: int) -> tuple[Citation, tuple[Citation, ...]]:
        """Return a citation and all of its answer, by the places that a link to it names.

        Raises:
            SteppewiseError: If there is none.
        """
        if turn >= len(self.answers) or position >= len(self.answers[turn].citations):
            raise SteppewiseError("This conversation is no longer known here; ask once more.")
        citations = self.answers[turn].citations
        return citations[position], citations
