import { MiniLm } from "../../dev/embedding/minilm.ts";
import { PYTHON } from "../../dev/stack/binaries.ts";
import { TextIn } from "../../dev/standins/textin.ts";
import { embeddingCases } from "./support/embedding-cases.ts";
import { peerEmbedding } from "./support/peer.ts";

embeddingCases("textin", () => MiniLm.start(PYTHON), {
  start: (embedder) => new TextIn({ embedder, appId: "app-id", secretCode: "secret-code" }).start(),
  fields: peerEmbedding("textin"),
  dimension: 1024,
  dimensionField: "textinMatryoshkaDim",
  longest: 1024,
});
