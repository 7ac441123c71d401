import { MiniLm } from "../../dev/embedding/minilm.ts";
import { PYTHON } from "../../dev/stack/binaries.ts";
import { DashScope } from "../../dev/standins/dashscope.ts";
import { embeddingCases } from "./support/embedding-cases.ts";

embeddingCases("openai, DashScope's compatible mode", () => MiniLm.start(PYTHON), {
  start: (embedder) => new DashScope({ embedder, apiKey: "emb-1" }).start(),
  fields: {
    type: "openai",
    path: "/compatible-mode/v1/embeddings",
    apiKey: "emb-1",
    model: "text-embedding-v4",
  },
  dimension: 1024,
  noModel: "HTTP status 404 (model_not_found)",
  longest: 8191,
});
