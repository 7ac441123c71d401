import { call, type StoreServer } from "./store-server.ts";

interface Hit {
  _id: string;
  _source: Record<string, unknown>;
}

/**
 * A real OpenSearch.
 * @param origin `http://host:port`
 */
export function opensearch(origin: string): StoreServer {
  return {
    type: "opensearch",
    origin,
    fields: {},
    documents: async (index) => {
      // A search sees what was there at the last refresh.
      const refreshed = await fetch(`${origin}/${index}/_refresh`, { method: "POST" });
      if (!refreshed.ok) return [];
      const all = { size: 10_000, query: { match_all: {} }, _source: { excludes: ["vector"] } };
      const { hits } = await call("POST", `${origin}/${index}/_search`, all);
      return (hits.hits as Hit[]).map(({ _id, _source }) => ({ id: _id, fields: _source }));
    },
    make: async (index, dimension, isCosine) => {
      const space_type = isCosine ? "cosinesimil" : "l2";
      const vector = {
        type: "knn_vector",
        dimension,
        method: { name: "hnsw", engine: "lucene", space_type },
      };
      const settings = { index: { knn: true } };
      await call("PUT", `${origin}/${index}`, {
        settings,
        mappings: { properties: { vector, model: { type: "keyword" } } },
      });
    },
    drop: async (index) => {
      await call("DELETE", `${origin}/${index}`);
    },
    close: () => Promise.resolve(),
  };
}

/** Has a new server load what a search needs, which takes longer than a look-up has. */
export async function warmUp(origin: string): Promise<void> {
  const server = opensearch(origin);
  await server.make("warm-up", 3, true);
  const vector = [1, 0, 0];
  await call("PUT", `${origin}/warm-up/_doc/1?refresh=true`, { vector, model: "m" });
  const filter = { bool: { filter: [{ term: { model: "m" } }] } };
  const query = { knn: { vector: { vector, k: 1, filter } } };
  await call("POST", `${origin}/warm-up/_search`, { query });
  await call("POST", `${origin}/warm-up/_delete_by_query`, { query: { term: { model: "m" } } });
  await server.drop("warm-up");
}
