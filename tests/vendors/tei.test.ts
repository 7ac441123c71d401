import { MiniLm } from "../../dev/embedding/minilm.ts";
import { PYTHON } from "../../dev/stack/binaries.ts";
import { Tei } from "../../dev/standins/tei.ts";
import { embeddingCases } from "./support/embedding-cases.ts";

embeddingCases("tei", () => MiniLm.start(PYTHON), {
  start: (embedder) => new Tei({ embedder }).start(),
  fields: { type: "tei", model: "all-MiniLM-L6-v2" },
  dimension: 384,
  longest: 512,
});
