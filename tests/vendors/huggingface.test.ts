import { MiniLm } from "../../dev/embedding/minilm.ts";
import { PYTHON } from "../../dev/stack/binaries.ts";
import { Tei } from "../../dev/standins/tei.ts";
import { embeddingCases } from "./support/embedding-cases.ts";
import { peerEmbedding } from "./support/peer.ts";

const PATH = "/hf-inference/models/sentence-transformers/all-MiniLM-L6-v2/pipeline/feature-extraction";

embeddingCases("huggingface", () => MiniLm.start(PYTHON), {
  start: (embedder) => new Tei({ embedder, apiKey: "hf_xxxxxxx", path: PATH }).start(),
  fields: peerEmbedding("huggingface"),
  dimension: 384,
  noModel: "HTTP status 404",
  longest: 512,
});
