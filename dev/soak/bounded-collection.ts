import { Collection, type Result, type Write } from "../standins/dashvector/collection.ts";
import type { Document, Draft } from "../standins/dashvector/document.ts";
import type { Schema } from "../standins/dashvector/schema.ts";

/** A collection that forgets its oldest documents, so that a search takes no longer at the end of a long run. */
export class BoundedCollection extends Collection {
  private readonly most: number;

  constructor(schema: Schema, most: number) {
    super(schema);
    this.most = most;
  }

  override write(how: Write, partition: Map<string, Document>, drafts: Draft[]): Result[] {
    const results = super.write(how, partition, drafts);
    for (const id of partition.keys()) {
      if (partition.size <= this.most) break;
      partition.delete(id);
    }
    return results;
  }
}
