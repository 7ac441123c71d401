"""The real dashscope client against the stand-in. Environment: STANDIN_PORT, STANDIN_KEY."""

import os
from http import HTTPStatus

import dashscope
from dashscope import TextEmbedding, TextReRank

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

DOCUMENTS = ["bake bread", "Hello, world!"]


def rerank(model="qwen3-rerank", documents=DOCUMENTS, key=KEY, **parameters):
    return TextReRank.call(model=model, query="hello world", documents=documents, api_key=key, **parameters)


got = rerank(instruct="Retrieve semantically similar text.")
assert got.status_code == HTTPStatus.OK, got
assert [one.index for one in got.output.results] == [1, 0], got
assert got.output.results[0].relevance_score > 0.99 > 0.5 > got.output.results[1].relevance_score >= 0, got
assert got.output.results[0]["document"] is None and got.usage.total_tokens > 0 and got.request_id
got = rerank("gte-rerank-v2", return_documents=True, top_n=1)
assert [one["document"]["text"] for one in got.output.results] == ["Hello, world!"], got

for expected, answer in [
    ((401, "InvalidApiKey"), call("text-embedding-v2", "a", key="sk-wrong")),
    ((404, "ModelNotFound"), call("text-embedding-v0", "a")),
    ((400, "InvalidParameter"), call("text-embedding-v3", ["a"] * 11)),
    ((400, "InvalidParameter"), call("text-embedding-v3", "a", dimension=5)),
    ((401, "InvalidApiKey"), rerank(key="sk-wrong")),
    ((404, "ModelNotFound"), rerank("gte-rerank-v0")),
    ((400, "InvalidParameter"), rerank(documents=["a"] * 501)),
    ((400, "InvalidParameter"), rerank(documents=[""])),
]:
    assert (answer.status_code, answer.code) == expected, answer
    assert answer.message and answer.output is None

print("dashscope", dashscope.version.__version__, "ok")
