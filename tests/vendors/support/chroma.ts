import { call, type StoreServer } from "./store-server.ts";

interface Found {
  ids: string[];
  metadatas: Record<string, unknown>[];
}

/**
 * A real Chroma.
 * @param origin `http://host:port`
 */
export function chroma(origin: string, apiVersion: "v1" | "v2"): StoreServer {
  const base = `${origin}/api/${apiVersion}`;
  const collections =
    apiVersion === "v1"
      ? `${base}/collections`
      : `${base}/tenants/default_tenant/databases/default_database/collections`;
  return {
    type: "chroma",
    origin,
    fields: { apiVersion },
    documents: async (collection) => {
      const found = await fetch(`${collections}/${collection}`);
      if (!found.ok) return [];
      const { id } = (await found.json()) as { id: string };
      const init = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
      const got = await fetch(`${collections}/${id}/get`, init);
      // Version 0.5.23 fails while the collection is being made.
      if (!got.ok) return [];
      const { ids, metadatas } = (await got.json()) as Found;
      return ids.map((id, i) => ({ id, fields: metadatas[i]! }));
    },
    make: async (name, dimension, isCosine) => {
      const metadata = isCosine ? { "hnsw:space": "cosine" } : null;
      const { id } = await call("POST", collections, { name, metadata });
      // The first document makes the dimension.
      const embeddings = [Array.from({ length: dimension }, (_, i) => (i === 0 ? 1 : 0))];
      await call("POST", `${collections}/${id}/upsert`, { ids: ["first"], embeddings });
    },
    drop: async (collection) => {
      await call("DELETE", `${collections}/${collection}`);
    },
    close: () => Promise.resolve(),
  };
}
