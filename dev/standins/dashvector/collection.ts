import { cosineDistance, dot } from "../../embedding/vector.ts";
import { checkId, type Document, type Draft } from "./document.ts";
import { Code, Failure } from "./failure.ts";
import { ONLY_VECTOR, type Metric, type Schema } from "./schema.ts";

/** What became of one document of a write. */
export interface Result {
  doc_op: string;
  id: string;
  code: number;
  message: string;
}

/** A document found, with its distance or, for dotproduct, its similarity. */
export interface Found extends Document {
  score: number;
}

/** How a write treats a document that is, or is not, there. */
export type Write = "insert" | "upsert" | "update";

type Partition = Map<string, Document>;

const SCORES: Record<Metric, (a: number[], b: number[]) => number> = {
  cosine: cosineDistance,
  euclidean: (a, b) => Math.hypot(...a.map((x, i) => x - b[i]!)),
  dotproduct: dot,
};

/** A collection in memory, searched exactly. */
export class Collection {
  readonly schema: Required<Schema>;
  readonly partitions = new Map<string, Partition>([["default", new Map()]]);

  constructor(schema: Schema) {
    this.schema = { metric: "cosine", fields: {}, ...schema };
  }

  /** The documents of a partition; an absent or empty name means "default". */
  partition(name: unknown): Partition {
    const found = this.partitions.get(String(name || "default"));
    if (found) return found;
    throw new Failure(Code.InexistentPartition, `partition ${JSON.stringify(name)} does not exist`);
  }

  write(how: Write, partition: Partition, drafts: Draft[]): Result[] {
    return drafts.map((draft) => {
      const result = { doc_op: how, id: draft.id, code: Code.Success as number, message: "" };
      const old = partition.get(draft.id);
      if (how === "insert" && old) return { ...result, code: Code.DuplicateKey, message: "DuplicateKey" };
      if (how === "update" && !old) return { ...result, code: Code.InexistentKey, message: "InexistentKey" };
      const vector = draft.vector ?? (how === "update" ? old?.vector : undefined);
      if (!vector) throw new Failure(Code.InvalidVectorFormat, `document ${draft.id} has no vector`);
      const fields = how === "update" ? { ...old?.fields, ...draft.fields } : draft.fields;
      partition.set(draft.id, { id: draft.id, vector, fields });
      return result;
    });
  }

  /** The nearest first; ties in the order of insertion. A null vector finds whatever matches, with score 0. */
  search(
    partition: Partition,
    vector: number[] | null,
    matches: (doc: Document) => boolean,
    topk: number,
  ): Found[] {
    const score = SCORES[this.schema.metric];
    const sign = this.schema.metric === "dotproduct" ? -1 : 1;
    return [...partition.values()]
      .filter(matches)
      .map((doc) => ({ ...doc, score: vector ? score(doc.vector, vector) : 0 }))
      .sort((a, b) => sign * (a.score - b.score))
      .slice(0, topk);
  }

  delete(partition: Partition, ids: string[]): Result[] {
    return ids.map((id) => {
      const there = partition.delete(checkId(id));
      const outcome = there
        ? { code: Code.Success, message: "" }
        : { code: Code.InexistentKey, message: "InexistentKey" };
      return { doc_op: "delete", id, ...outcome };
    });
  }

  /** As both client generations read it: the older flat, the newer in `vectors_schema`. */
  describe(): unknown {
    const { name, dimension, metric, fields } = this.schema;
    const vector = { dimension, dtype: "FLOAT", metric, quantize_type: "" };
    const partitions = Object.fromEntries([...this.partitions.keys()].map((key) => [key, "SERVING"]));
    const vectors_schema = { [ONLY_VECTOR]: vector };
    return {
      name,
      dimension,
      dtype: "FLOAT",
      metric,
      status: "SERVING",
      fields_schema: fields,
      partitions,
      vectors_schema,
    };
  }

  stats(): unknown {
    const counts = [...this.partitions].map(
      ([name, docs]) => [name, { total_doc_count: docs.size }] as const,
    );
    const total = counts.reduce((sum, [, { total_doc_count }]) => sum + total_doc_count, 0);
    return { total_doc_count: total, index_completeness: 1, partitions: Object.fromEntries(counts) };
  }
}
