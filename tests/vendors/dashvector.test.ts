import { DashVector } from "../../dev/standins/dashvector.ts";
import { storeCases } from "./support/store-cases.ts";
import { call, type StoreServer } from "./support/store-server.ts";

const KEY = "dv-1";

/** DashVector is a cloud service: a stand-in, which DashVector's own clients are tried against. */
async function start(): Promise<StoreServer> {
  const dashvector = await new DashVector({ apiKey: KEY }).start();
  const collections = `${dashvector.origin}/v1/collections`;
  const headers = { "dashvector-auth-token": KEY };
  return {
    type: "dashvector",
    origin: dashvector.origin,
    fields: { apiKey: KEY },
    documents: (collection) =>
      Promise.resolve(dashvector.documents(collection).map(({ id, fields }) => ({ id, fields }))),
    make: async (name, dimension, isCosine) => {
      await call(
        "POST",
        collections,
        { name, dimension, metric: isCosine ? "cosine" : "euclidean" },
        headers,
      );
    },
    drop: async (collection) => {
      await call("DELETE", `${collections}/${collection}`, undefined, headers);
    },
    close: () => dashvector.close(),
  };
}

storeCases("dashvector", start);
