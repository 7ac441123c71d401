"""Cohere's own client against the stand-in. Environment: STANDIN_PORT, STANDIN_KEY."""

import os
from importlib.metadata import version

import cohere
from cohere.core.api_error import ApiError

ORIGIN = f"http://127.0.0.1:{os.environ['STANDIN_PORT']}"
OPTIONS = {"max_retries": 0}


def embed(key=os.environ["STANDIN_KEY"], **changed):
    client = cohere.ClientV2(api_key=key, base_url=ORIGIN)
    asked = {"model": "embed-v4.0", "texts": ["hello", "world"], "input_type": "search_query", "truncate": "NONE"}
    return client.embed(**{**asked, "embedding_types": ["float"], **changed}, request_options=OPTIONS)


got = embed(output_dimension=1024)
assert [len(vector) for vector in got.embeddings.float_] == [1024, 1024], got
assert got.id and got.response_type == "embeddings_by_type" and got.meta.billed_units.input_tokens > 0

for status, changed in [
    (401, {"key": "wrong"}),
    (404, {"model": "none"}),
    (400, {"input_type": "question"}),
    (400, {"output_dimension": 5}),
]:
    try:
        raise SystemExit(f"taken: {embed(**changed)}")
    except ApiError as error:
        assert error.status_code == status and error.body["message"], error

print("cohere", version("cohere"), "ok")
