"""The chat page: the assistant in a browser, and the only place that imports Gradio."""

import os

# Gradio reads these when it is imported: without them it looks up two outside hosts at the start,
# and checks its own page through the proxy.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
for _name in ("NO_PROXY", "no_proxy"):
    _hosts = [os.environ[_name]] if os.environ.get(_name) else []
    os.environ[_name] = ",".join([*_hosts, "localhost", "127.0.0.1"])

from assistant.app.mcp import PATH as TOOLS_PATH  # noqa: E402 - after the environment is set
from assistant.app.page import build  # noqa: E402
from assistant.app.server import serving, start  # noqa: E402

__all__ = ["TOOLS_PATH", "build", "serving", "start"]
