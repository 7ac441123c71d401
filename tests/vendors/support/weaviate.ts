import { call, type StoreServer } from "./store-server.ts";

interface Stored {
  properties: Record<string, unknown>;
}

/**
 * A real Weaviate.
 * @param origin `http://host:port`
 */
export function weaviate(origin: string): StoreServer {
  const className = (collection: string): string => collection[0]!.toUpperCase() + collection.slice(1);
  return {
    type: "weaviate",
    origin,
    fields: {},
    documents: async (collection) => {
      const found = await fetch(`${origin}/v1/objects?class=${className(collection)}&limit=10000`);
      if (!found.ok) return [];
      const { objects } = (await found.json()) as { objects: Stored[] };
      return objects.map(({ properties: { document, ...fields } }) => ({ id: String(document), fields }));
    },
    make: async (collection, dimension, isCosine) => {
      const name = className(collection);
      const distance = isCosine ? "cosine" : "l2-squared";
      const schema = { class: name, vectorizer: "none", vectorIndexConfig: { distance } };
      await call("POST", `${origin}/v1/schema`, schema);
      // The first document makes the dimension.
      const vector = Array.from({ length: dimension }, (_, i) => (i === 0 ? 1 : 0));
      await call("POST", `${origin}/v1/objects`, { class: name, properties: { document: "first" }, vector });
    },
    drop: async (collection) => {
      await fetch(`${origin}/v1/schema/${className(collection)}`, { method: "DELETE" });
    },
    close: () => Promise.resolve(),
  };
}
