import { MiniLm } from "../../dev/embedding/minilm.ts";
import { PYTHON } from "../../dev/stack/binaries.ts";
import { Ollama } from "../../dev/standins/ollama.ts";
import { embeddingCases } from "./support/embedding-cases.ts";

embeddingCases("ollama", () => MiniLm.start(PYTHON), {
  start: (embedder) => new Ollama({ embedder, model: "all-minilm" }).start(),
  fields: { type: "ollama", model: "all-minilm", maxTextBytes: 512 },
  dimension: 384,
  noModel: "HTTP status 404",
  longest: 512,
});
