import { Qdrant } from "../../../dev/standins/qdrant.ts";
import { call, type StoreServer } from "./store-server.ts";

const KEY = "qd-1";

/** There is no Qdrant in a package registry: a stand-in, which Qdrant's own client is tried against. */
export async function qdrantStandin(): Promise<StoreServer> {
  const qdrant = await new Qdrant({ apiKey: KEY }).start();
  const at = (collection: string): string => `${qdrant.origin}/collections/${collection}`;
  const headers = { "api-key": KEY };
  return {
    type: "qdrant",
    origin: qdrant.origin,
    fields: { apiKey: KEY },
    documents: (collection) =>
      Promise.resolve(
        qdrant.points(collection).map(({ payload: { id, ...fields } }) => ({ id: String(id), fields })),
      ),
    make: async (collection, size, isCosine) => {
      const vectors = { size, distance: isCosine ? "Cosine" : "Dot" };
      await call("PUT", at(collection), { vectors }, headers);
    },
    drop: async (collection) => {
      await call("DELETE", at(collection), undefined, headers);
    },
    close: () => qdrant.close(),
  };
}
