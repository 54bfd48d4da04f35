"""The files that go to the browser."""

from importlib import resources


def asset(name: str) -> str:
    """Return the text of a file of this package."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def script(*names: str, events: tuple[str, ...] = ()) -> str:
    """Return scripts for a component's HTML, each in a scope of its own.

    Args:
        names: Their files.
        events: What a script hands to the server by names that are not in it: those of its buttons.
    """
    scopes = "".join(f"{{\n{asset(name)}}}\n" for name in names)
    return f"const events = {list(events)};\n{scopes}"
