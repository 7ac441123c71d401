import { DIMENSION } from "../../../dev/stack/wiring.ts";
import { Pinecone } from "../../../dev/standins/pinecone.ts";
import type { StoreServer } from "./store-server.ts";

const KEY = "pc-1";

/** Pinecone is a cloud service: a stand-in, which Pinecone's own client is tried against. */
export async function pineconeStandin(): Promise<StoreServer> {
  const pinecone = await new Pinecone({ apiKey: KEY, dimension: DIMENSION }).start();
  return {
    type: "pinecone",
    origin: pinecone.origin,
    fields: { apiKey: KEY },
    isAlwaysThere: true,
    documents: (namespace) => Promise.resolve(pinecone.documents(namespace)),
    make: (_, dimension, isCosine) => {
      pinecone.remake(dimension, isCosine ? "cosine" : "dotproduct");
      return Promise.resolve();
    },
    drop: () => Promise.resolve(),
    close: () => pinecone.close(),
  };
}
