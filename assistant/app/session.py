"""What one open page holds of its visitor: the only state there is, and never shared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation
from assistant.conversation.following import Message
from assistant.records import Turn
from corpus import SteppewiseError


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation as one open page has it.

    Attributes:
        conversation: Its id in the records; None before the first answer.
        turns: What was asked and answered so far, oldest first.
        editing: The place of the turn whose question is back in its field, or None.
    """

    conversation: str | None = None
    turns: tuple[Turn, ...] = ()
    editing: int | None = None

    @property
    def kept(self) -> tuple[Turn, ...]:
        """The turns that the next question follows: all, or those before the one that is edited."""
        return self.turns[: self.editing]

    def edited(self, place: int | None) -> "Session":
        """Return the session with the question of another turn, or of none, back in its field."""
        return replace(self, editing=place)

    def turn(self, place: int) -> Turn:
        """Return a turn by its place.

        Raises:
            SteppewiseError: If there is none.
        """
        if not 0 <= place < len(self.turns):
            raise SteppewiseError("This conversation is no longer known here; ask once more.")
        return self.turns[place]

    def citation(self, place: int, position: int) -> tuple[Citation, Answer]:
        """Return a citation and its answer, by the places that a link to it names.

        Raises:
            SteppewiseError: If there is none.
        """
        answer = self.turn(place).answer
        if position >= len(answer.citations):
            raise SteppewiseError("This conversation is no longer known here; ask once more.")
        return answer.citations[position], answer


def history(turns: Sequence[Turn]) -> list[Message]:
    """Return a conversation as the assistant takes it."""
    said = [(turn.answer.question, turn.answer.text) for turn in turns]
    return [
        {"role": role, "content": text}
        for pair in said
        for role, text in zip(("user", "assistant"), pair, strict=True)
    ]
