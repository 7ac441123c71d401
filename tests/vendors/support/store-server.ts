import type { Section } from "../../../dev/stack/plugin-config.ts";

/** A document, as whoever is not the filter reads it from the store. */
export interface StoredDocument {
  /** Its own id, whatever the store's ids look like. */
  id: string;
  fields: Record<string, unknown>;
}

/** A vector store to run the cases against: a real server, or a stand-in. */
export interface StoreServer {
  /** How the configuration calls the vendor. */
  type: string;
  /** `http://host:port`. */
  origin: string;
  /** Fields of section `vector` beside type, service and collection. */
  fields: Section;
  /** Whether a collection needs not to be made, nor can be: what it is in is there. */
  isAlwaysThere?: boolean;
  /** All documents of a collection; none where there is no such collection. */
  documents(collection: string): Promise<StoredDocument[]>;
  /** Makes a collection of this dimension, measured by the cosine or by something else. */
  make(collection: string, dimension: number, isCosine: boolean): Promise<void>;
  drop(collection: string): Promise<void>;
  close(): Promise<void>;
}

/** Sends JSON to a store and reads its answer; fails where the status is not one of success. */
export async function call(
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return JSON.parse(text) as any;
}
