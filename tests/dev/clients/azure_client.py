"""OpenAI's own client for Azure against the stand-in. Environment: STANDIN_PORT, STANDIN_KEY."""

import os

import openai

ENDPOINT = f"http://127.0.0.1:{os.environ['STANDIN_PORT']}"
MODEL = "text-embedding-ada-002"


def client(key=os.environ["STANDIN_KEY"], version="2024-10-21"):
    return openai.AzureOpenAI(azure_endpoint=ENDPOINT, api_key=key, api_version=version, max_retries=0)


def embed(one, model=MODEL, text="hi", **more):
    return one.embeddings.create(model=model, input=text, encoding_format="float", **more)


got = embed(client(), text=["hello", "world"], dimensions=1536)
assert [(one.index, len(one.embedding)) for one in got.data] == [(0, 1536), (1, 1536)], got
assert got.usage.total_tokens > 0

for status, code, one, model in [
    (401, "401", client("wrong"), MODEL),
    (404, "404", client(version="2020-01-01"), MODEL),
    (404, "DeploymentNotFound", client(), "none"),
]:
    try:
        raise SystemExit(f"taken: {embed(one, model)}")
    except openai.APIStatusError as error:
        assert (error.status_code, error.code) == (status, code), error

print("openai (AzureOpenAI)", openai.__version__, "ok")
