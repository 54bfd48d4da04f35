"""What a browser would make of a piece of HTML, as far as the tests ask."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """The tags, links and texts of a piece of HTML.

    Attributes:
        tags: The names of all elements.
        text: The text content.
        blocks: The text of each paragraph and heading, with its tag.
        links: The text of each link, by its address.
        titles: The titles of the links.
        marks: The text of each mark, with its class.
        attributes: The names of all attributes.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.blocks: list[tuple[str, str]] = []
        self.links: dict[str, str] = {}
        self.titles: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.attributes: set[str] = set()
        self._open: list[tuple[str, dict[str, str | None], int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self._open.append((tag, dict(attrs), len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        opened, attributes, start = self._open.pop()
        assert opened == tag
        text = self.text[start:]
        if tag in {"p", "h3"}:
            self.blocks.append((tag, text))
        elif tag == "mark":
            self.marks.append((attributes["class"] or "", text))
        elif tag == "a":
            self.links[attributes["href"] or ""] = text
            self.titles.append(attributes.get("title") or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def parse(html: str) -> Page:
    """Parse HTML whose elements are all closed."""
    page = Page()
    page.feed(html)
    page.close()
    return page
