import { MiniLm } from "../../dev/embedding/minilm.ts";
import { PYTHON } from "../../dev/stack/binaries.ts";
import { Xfyun } from "../../dev/standins/xfyun.ts";
import { embeddingCases } from "./support/embedding-cases.ts";
import { peerEmbedding } from "./support/peer.ts";

const ACCOUNT = { appId: "APPID", apiKey: "[Your Key]", apiSecret: "APISecret" };

embeddingCases("xfyun", () => MiniLm.start(PYTHON), {
  start: (embedder) => new Xfyun({ embedder, ...ACCOUNT }).start(),
  fields: peerEmbedding("xfyun"),
  dimension: 2560,
  longest: 2048,
  textOf: (body) => {
    const { payload } = JSON.parse(body) as { payload: { messages: { text: string } } };
    return Buffer.from(payload.messages.text, "base64").toString();
  },
});
