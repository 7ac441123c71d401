"""The real dashscope client against the stand-in. Environment: STANDIN_PORT, STANDIN_KEY."""

import os
from http import HTTPStatus

import dashscope
from dashscope import TextEmbedding

KEY = os.environ["STANDIN_KEY"]
dashscope.base_http_api_url = f"http://127.0.0.1:{os.environ['STANDIN_PORT']}/api/v1"


def call(model, texts, key=KEY, **parameters):
    return TextEmbedding.call(model=model, input=texts, api_key=key, **parameters)


got = call("text-embedding-v2", "hello world", text_type="query")
assert got.status_code == HTTPStatus.OK, got
assert [len(one["embedding"]) for one in got.output["embeddings"]] == [1536], got
assert got.usage["total_tokens"] > 0 and got.request_id

got = call("text-embedding-v3", ["hello", "world"], dimension=512)
assert [(one["text_index"], len(one["embedding"])) for one in got.output["embeddings"]] == [(0, 512), (1, 512)]

for expected, answer in [
    ((401, "InvalidApiKey"), call("text-embedding-v2", "a", key="sk-wrong")),
    ((404, "ModelNotFound"), call("text-embedding-v0", "a")),
    ((400, "InvalidParameter"), call("text-embedding-v3", ["a"] * 11)),
    ((400, "InvalidParameter"), call("text-embedding-v3", "a", dimension=5)),
]:
    assert (answer.status_code, answer.code) == expected, answer
    assert answer.message and answer.output is None

print("dashscope", dashscope.version.__version__, "ok")
