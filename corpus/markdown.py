"""Markdown as a person reads it: the words without the marks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


def plain_text(markdown: str) -> str:
    """Return the text of a Markdown document, a paragraph, heading or list item a block.

    Emphasis, links and images leave their words; list items keep a dash or their number; HTML is
    left out.
    """
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    mark = ""
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "inline":
            words = _inline(token)
            if words:
                blocks.append(f"{mark}{words}")
            mark = ""
        elif token.type in {"fence", "code_block"}:
            blocks.append(token.content.strip())
    return "\n\n".join(blocks)


def _inline(token: "Token") -> str:
    """Return the words of one block; a soft line break is a space, a hard one a line."""
    parts = []
    for child in token.children or []:
        if child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "image":
            parts.append(_inline(child))
        elif child.type in {"text", "code_inline"}:
            parts.append(child.content)
    return "".join(parts).strip()
