import { MiniLm } from "../../dev/embedding/minilm.ts";
import { PYTHON } from "../../dev/stack/binaries.ts";
import { DashScope } from "../../dev/standins/dashscope.ts";
import { embeddingCases } from "./support/embedding-cases.ts";

embeddingCases("dashscope", () => MiniLm.start(PYTHON), {
  start: (embedder) => new DashScope({ embedder, apiKey: "emb-1" }).start(),
  fields: { type: "dashscope", apiKey: "emb-1", model: "text-embedding-v3", dimension: 512 },
  dimension: 512,
  noModel: "HTTP status 404 (ModelNotFound)",
  longest: 8192,
});
