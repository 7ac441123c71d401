"""Ollama's own client against the stand-in: OLLAMA_ORIGIN names it."""
import os

import ollama

client = ollama.Client(host=os.environ["OLLAMA_ORIGIN"])
reply = client.embed(model="all-minilm", input=["What is Envoy?", "What was Envoy?"], truncate=False)
assert [len(vector) for vector in reply.embeddings] == [384, 384], reply
assert abs(sum(a * a for a in reply.embeddings[0]) - 1) < 1e-6
for model, text, status in [("none", "x", 404), ("all-minilm", "word " * 2000, 400)]:
    try:
        client.embed(model=model, input=text, truncate=False)
        raise SystemExit(f"{model} was taken")
    except ollama.ResponseError as error:
        assert error.status_code == status, error
print("ollama ok")
