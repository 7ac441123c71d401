import { Milvus } from "../../../dev/standins/milvus.ts";
import { call, type StoreServer } from "./store-server.ts";

const KEY = "root:Milvus";
const DATABASE = "questions";

/** No package registry has a Milvus with its RESTful API: a stand-in, which Milvus's own HTTP client is tried against. */
export async function milvusStandin(): Promise<StoreServer> {
  const milvus = await new Milvus({ apiKey: KEY }).start();
  const collections = `${milvus.origin}/v2/vectordb/collections`;
  const headers = { authorization: `Bearer ${KEY}` };
  return {
    type: "milvus",
    origin: milvus.origin,
    fields: { apiKey: KEY, database: DATABASE },
    documents: (collection) => Promise.resolve(milvus.documents(collection, DATABASE)),
    make: async (collectionName, dim, isCosine) => {
      const fields = [
        { fieldName: "id", dataType: "VarChar", isPrimary: true, elementTypeParams: { max_length: 64 } },
        { fieldName: "vector", dataType: "FloatVector", elementTypeParams: { dim } },
      ];
      const indexParams = [{ fieldName: "vector", metricType: isCosine ? "COSINE" : "IP" }];
      const body = { dbName: DATABASE, collectionName, schema: { fields }, indexParams };
      await call("POST", `${collections}/create`, body, headers);
    },
    drop: async (collectionName) => {
      await call("POST", `${collections}/drop`, { dbName: DATABASE, collectionName }, headers);
    },
    close: () => milvus.close(),
  };
}
