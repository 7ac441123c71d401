import { MiniLm } from "../../dev/embedding/minilm.ts";
import { PYTHON } from "../../dev/stack/binaries.ts";
import { OpenAi } from "../../dev/standins/openai.ts";
import { embeddingCases } from "./support/embedding-cases.ts";

embeddingCases("openai", () => MiniLm.start(PYTHON), {
  start: (embedder) => new OpenAi({ embedder, apiKey: "emb-1", model: "text-embedding-3-small" }).start(),
  fields: { type: "openai", apiKey: "emb-1", dimension: 1536 },
  dimension: 1536,
  noModel: "HTTP status 404 (model_not_found)",
  longest: 8191,
});
