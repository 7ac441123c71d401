import { Elasticsearch } from "../../../dev/standins/elasticsearch.ts";
import { call, type StoreServer } from "./store-server.ts";

const KEY = "ZWxhc3RpYzox";

/** There is no Elasticsearch in a package registry: a stand-in, which Elasticsearch's own client is tried against. */
export async function elasticsearchStandin(): Promise<StoreServer> {
  const elasticsearch = await new Elasticsearch({ apiKey: KEY }).start();
  const headers = { authorization: `ApiKey ${KEY}` };
  return {
    type: "elasticsearch",
    origin: elasticsearch.origin,
    fields: { apiKey: KEY },
    documents: (index) => Promise.resolve(elasticsearch.documents(index)),
    make: async (index, dims, isCosine) => {
      const similarity = isCosine ? "cosine" : "l2_norm";
      const vector = { type: "dense_vector", dims, index: true, similarity };
      const properties = { vector, model: { type: "keyword" } };
      await call("PUT", `${elasticsearch.origin}/${index}`, { mappings: { properties } }, headers);
    },
    drop: async (index) => {
      await call("DELETE", `${elasticsearch.origin}/${index}`, undefined, headers);
    },
    close: () => elasticsearch.close(),
  };
}
