import { MiniLm } from "../../dev/embedding/minilm.ts";
import { PYTHON } from "../../dev/stack/binaries.ts";
import { Cohere } from "../../dev/standins/cohere.ts";
import { embeddingCases } from "./support/embedding-cases.ts";
import { peerEmbedding } from "./support/peer.ts";

const KEY = "[Your Key]";

embeddingCases("cohere", () => MiniLm.start(PYTHON), {
  start: (embedder) => new Cohere({ embedder, apiKey: KEY, model: "embed-v4.0" }).start(),
  fields: { ...peerEmbedding("cohere"), dimension: 512 },
  dimension: 512,
  noModel: "HTTP status 404",
  longest: 8192,
});
