"""The article: one document with a stable id and a text that never changes under its offsets."""

import hashlib
import re
from dataclasses import dataclass, field

from corpus.errors import LoadError
from corpus.text import normalise

_ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Article:
    """One document.

    Offsets everywhere in the project count Unicode code points of `text`, which is why a text is
    normalised before it gets here (`Article.from_raw`) and never after.

    Attributes:
        id: Stable and readable; unique in an index.
        title: Shown to people and given to the embedding as context; never part of a passage.
        text: The normalised text.
        source: The publisher, or None where nothing tells it.
        date: The day of publication in ISO 8601, possibly only a month or a year, or None.
        url: Where it was published, or None.
        sha256: Of `text`; two articles with the same hash are the same article.

    Raises:
        LoadError: If the id or the text is blank, or the date is not ISO 8601.
    """

    id: str
    title: str
    text: str
    source: str | None = None
    date: str | None = None
    url: str | None = None
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        """Check what everything later relies on, and hash the text."""
        if not self.id.strip():
            raise LoadError("An article needs an id that is not blank.")
        if not self.text.strip():
            raise LoadError(f"The article {self.id!r} holds no text; give it one or leave it out.")
        if self.date is not None and not _ISO_DATE.fullmatch(self.date):
            raise LoadError(
                f"The article {self.id!r} has the date {self.date!r}; "
                "write it as 2025-06-18, 2025-06 or 2025, or leave it out."
            )
        if "\0" in self.text:
            raise LoadError(
                f"The text of {self.id!r} holds a control character at {self.text.index(chr(0))}; "
                "make the article with Article.from_raw, which mends this."
            )
        try:
            encoded = self.text.encode()
        except UnicodeEncodeError as error:
            raise LoadError(
                f"The text of {self.id!r} holds half of a character at {error.start}; "
                "make the article with Article.from_raw, which mends this."
            ) from None
        object.__setattr__(self, "sha256", hashlib.sha256(encoded).hexdigest())

    @classmethod
    def from_raw(
        cls,
        id: str,  # noqa: A002 - the field's name
        title: str,
        text: str,
        *,
        source: str | None = None,
        date: str | None = None,
        url: str | None = None,
    ) -> "Article":
        """Make an article of text as it was found, normalising the text and tidying the rest.

        Raises:
            LoadError: As the class does.
        """
        return cls(
            id=one_line(id),
            title=one_line(title) or one_line(id),
            text=normalise(text),
            source=one_line(source or "") or None,
            date=date,
            url=one_line(url or "") or None,
        )


def one_line(text: str) -> str:
    """Return `text` normalised and on a single line, as titles and names are shown."""
    return " ".join(normalise(text).split())
