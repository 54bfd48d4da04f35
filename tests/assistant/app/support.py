"""Calling the events of a page as its script does."""

import json
from typing import Any

import gradio as gr
import httpx

SESSION = "session"


def call(client: httpx.Client, event: str, *data: object, told: object = None) -> Any:
    """Run an event, named by its endpoint or by what sets it off, and return its first output.

    What the script of the page tells with the event is `told`.

    Raises:
        gr.Error: If the page says that it went wrong.
    """
    config = client.get("/config").json()
    number = next(
        one["id"]
        for one in config["dependencies"]
        if one["api_name"] == event or event in [name for _, name in one["targets"]]
    )
    body = {"fn_index": number, "data": list(data), "session_hash": SESSION, "event_data": told}
    client.post("/gradio_api/queue/join", json=body).raise_for_status()
    with client.stream("GET", f"/gradio_api/queue/data?session_hash={SESSION}") as stream:
        for line in stream.iter_lines():
            message = json.loads(line.removeprefix("data: ")) if line else {}
            if message.get("msg") == "process_completed":
                if not message["success"]:
                    raise gr.Error(str(message["output"].get("error")))
                return message["output"]["data"][0]
    raise gr.Error("The stream ended.")
