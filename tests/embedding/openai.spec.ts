import { Slice } from "../../assembly/bytes/slice";
import { Service } from "../../assembly/call/call";
import { EmbeddingConfig, EmbeddingType } from "../../assembly/config/embedding";
import { embedder } from "../../assembly/embedding/factory";
import { headOf } from "../support/calls";

/** How such a service is asked. */
function asked(type: EmbeddingType, apiKey: string | null, path: string | null): string {
  const service = new Service("emb", "emb.example", 500);
  const config = new EmbeddingConfig(type, service, apiKey, "m", 0, 0, path);
  return headOf(embedder(config).embed(Slice.of("hi"), 0));
}

describe("A service that speaks OpenAI's protocol is asked", () => {
  it("at its own path", () => {
    expect(asked(EmbeddingType.OpenAi, "k", "/compatible-mode/v1/embeddings")).toBe(
      "embedding at emb (emb.example)\nPOST /compatible-mode/v1/embeddings\n" +
        "authorization: Bearer k\ncontent-type: application/json",
    );
  });

  it("without a key, where it takes none", () => {
    expect(asked(EmbeddingType.OpenAi, null, null)).toBe(
      "embedding at emb (emb.example)\nPOST /v1/embeddings\ncontent-type: application/json",
    );
    expect(asked(EmbeddingType.Ollama, null, null)).toBe(
      "embedding at emb (emb.example)\nPOST /api/embed\ncontent-type: application/json",
    );
  });
});
