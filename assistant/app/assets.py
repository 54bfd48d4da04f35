"""The files that go to the browser."""

from importlib import resources

from gradio.events import Dependency


def asset(name: str) -> str:
    """Return the text of a file of this package."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def script(*names: str, events: tuple[str, ...] = (), line: str | None = None) -> str:
    """Return scripts for a component's HTML, each in a scope of its own.

    Args:
        names: Their files.
        events: What a script hands to the server by names that are not in it: those of its buttons.
        line: In which all events of the scripts wait for each other; each has to be `answered`.
    """
    scopes = "".join(f"{{\n{asset(name)}}}\n" for name in names)
    if line is not None:
        hand = "const trigger = (event, data) => enter(event, () => direct(event, data));"
        scopes = (
            f'const line = "{line}";\nconst direct = trigger;\n{asset("line.js")}'
            f"{{\n{hand}\n{scopes}}}\n"
        )
    return f"const events = {list(events)};\n{scopes}"


def answered(line: str, *events: Dependency) -> None:
    """Let a line hand on what waits in it after each of these events."""
    js = f"() => {{ document.dispatchEvent(new Event('answered-{line}')); }}"
    for event in events:
        for done in (event.success, event.failure):
            done(None, js=js, api_visibility="private", show_progress="hidden")
