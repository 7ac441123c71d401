"""Hugging Face's own client against the stand-in of TEI. Environment: STANDIN_PORT, STANDIN_KEY."""

import os
from importlib.metadata import version

from huggingface_hub import InferenceClient
from huggingface_hub.errors import HfHubHTTPError

ORIGIN = f"http://127.0.0.1:{os.environ['STANDIN_PORT']}"
KEY = os.environ["STANDIN_KEY"]


def embed(texts, key=KEY, path="/embed", **more):
    return InferenceClient(token=key).feature_extraction(texts, model=ORIGIN + path, **more)


assert embed("hello").shape == (1, 384)
assert embed(["hello", "world"], truncate=False, dimensions=512).shape == (2, 512)

for status, texts, more in [
    (401, "a", {"key": "wrong"}),
    (404, "a", {"path": "/"}),
    (413, "word " * 1000, {"truncate": False}),
    (422, ["a"] * 33, {}),
    (422, "a", {"dimensions": 5}),
]:
    try:
        raise SystemExit(f"taken: {embed(texts, **more)}")
    except HfHubHTTPError as error:
        assert error.response.status_code == status, error

print("huggingface_hub", version("huggingface_hub"), "ok")
