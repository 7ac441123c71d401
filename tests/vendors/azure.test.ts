import { MiniLm } from "../../dev/embedding/minilm.ts";
import { PYTHON } from "../../dev/stack/binaries.ts";
import { AzureOpenAi } from "../../dev/standins/azure.ts";
import { embeddingCases } from "./support/embedding-cases.ts";
import { peerEmbedding } from "./support/peer.ts";

const KEY = "[Your Key]";

embeddingCases("azure", () => MiniLm.start(PYTHON), {
  start: (embedder) => new AzureOpenAi({ embedder, apiKey: KEY, model: "text-embedding-ada-002" }).start(),
  fields: peerEmbedding("azure"),
  dimension: 384,
  noModel: "HTTP status 404 (DeploymentNotFound)",
  longest: 8191,
});
