"""Conversations that are kept, in the browser: opened, renamed, deleted, exported."""

import json
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.app import start
from assistant.records import Records
from tests.assistant.app.browser.support import (
    ARTICLES,
    DAM,
    WIND,
    Make,
    Serve,
    Visit,
    ask,
)
from tests.embedder import HashingEmbedder

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, expect


def titles(page: Page) -> list[str]:
    return page.locator("#conversations .title").all_inner_texts()


def choose(page: Page, action: str) -> None:
    """Choose what to do about the first conversation of the list."""
    page.locator("#conversations summary").first.click()
    page.locator("#conversations .menu[open]").get_by_role("button", name=action).click()


def test_conversations_survive_a_reload_and_can_be_opened(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    url = serve(make_assistant(*ARTICLES))
    page = visit(url)
    ask(page, WIND)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".welcome")).to_be_visible()
    ask(page, DAM)
    expect(page.locator("#conversations .open")).to_have_count(2)
    page.reload()
    expect(page.locator(".turn .question")).to_have_text(DAM)
    assert titles(page) == [DAM, WIND]
    page.get_by_role("button", name=WIND).first.click()
    expect(page.locator(".turn .question")).to_have_text(WIND)
    page.locator(".turn a.cite").first.click()
    expect(page.locator("mark.cited")).to_be_visible()
    second = visit(url, beside=page)
    expect(second.locator(".welcome")).to_be_visible()
    expect(second.locator("#conversations .open")).to_have_count(2)
    stranger = visit(url)
    expect(stranger.locator("#conversations")).to_contain_text("None is kept yet.")


def test_conversations_survive_a_restart(
    make_assistant: Make, visit: Visit, tmp_path: Path, records: Records
) -> None:
    assistant = make_assistant(*ARTICLES)
    served = start(assistant, records)
    url = str(served.local_url)
    page = visit(url)
    ask(page, WIND)
    expect(page.locator("#conversations .open")).to_have_count(1)
    served.close(verbose=False)
    records.close()
    again = Assistant.open(tmp_path / "index", HashingEmbedder())
    served = start(
        again, Records.open(tmp_path / "index"), port=int(url.rstrip("/").rpartition(":")[2])
    )
    try:
        page.goto(url)
        expect(page.locator(".turn .question")).to_have_text(WIND)
        ask(page, DAM)
        assert page.locator(".turn .question").all_inner_texts() == [WIND, DAM]
    finally:
        served.close(verbose=False)


def test_a_conversation_is_renamed_and_deleted(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    ask(page, WIND)
    expect(page.locator("#conversations .open")).to_have_count(1)
    choose(page, "Rename")
    field = page.get_by_role("dialog").get_by_label("Title")
    expect(field).to_have_value(WIND)
    field.fill("<img src=http://example.invalid/r> & co")
    field.press("Enter")
    expect(page.locator("#conversations .title")).to_have_text(
        "<img src=http://example.invalid/r> & co"
    )
    choose(page, "Delete")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Delete “<img src=http://example.invalid/r> & co”?")
    dialog.get_by_role("button", name="Cancel").click()
    expect(page.locator(".turn")).to_have_count(1)
    choose(page, "Delete")
    dialog.get_by_role("button", name="Delete").click()
    expect(page.locator("#conversations .open")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(0)
    page.reload()
    expect(page.locator(".welcome")).to_be_visible()


def test_a_conversation_is_exported(make_assistant: Make, serve: Serve, visit: Visit) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    ask(page, DAM)
    expect(page.locator("#conversations .open")).to_have_count(1)
    for action, suffix in (("Export as Markdown", ".md"), ("Export as JSON", ".json")):
        for _ in range(2):  # the same file may be wanted twice
            with page.expect_download() as event:
                choose(page, action)
            name = event.value.suggested_filename
            assert name == f"how-tall-is-the-zorblax-dam-and-who-paid-for-it{suffix}"
        text = event.value.path().read_text(encoding="utf-8")
        if suffix == ".json":
            assert json.loads(text)["turns"][0]["answer"]["question"] == DAM
        else:
            assert text.startswith("# How tall is the Zorblax dam and who paid for it?\n\n## ")
            assert "\\<script\\>" in text
