import { Collection, type Found, type Result, type Write } from "../../standins/dashvector/collection.ts";
import type { Document, Draft } from "../../standins/dashvector/document.ts";
import type { Schema } from "../../standins/dashvector/schema.ts";
import type { Vectors } from "../embeddings/vectors.ts";
import { Nearest } from "./nearest.ts";
import type { NeighbourLists } from "./neighbour-lists.ts";

type Partition = Map<string, Document>;
type Matches = (doc: Document) => boolean;

/**
 * The stand-in's collection, cosine metric, with the same answers in less time: the neighbours of a question come from
 * lists made beforehand, or from vectors in one piece of memory. What it knows no row of it searches as the stand-in
 * does.
 */
export class NearCollection extends Collection {
  private readonly vectors: Vectors;
  private readonly lists: NeighbourLists | null;
  /** Documents of the default partition by the row of their vector, in the order of their insertion. */
  private readonly byRow = new Map<number, Document[]>();
  private readonly rowOf = new Map<string, number>();
  private strangers = 0;

  /** @param lists null where there are none: every search goes through all that is stored */
  constructor(schema: Schema, vectors: Vectors, lists: NeighbourLists | null) {
    super(schema);
    this.vectors = vectors;
    this.lists = lists;
  }

  override write(how: Write, partition: Partition, drafts: Draft[]): Result[] {
    const results = super.write(how, partition, drafts);
    if (this.isDefault(partition)) for (const { id } of drafts) this.place(id, partition.get(id));
    return results;
  }

  override delete(partition: Partition, ids: string[]): Result[] {
    const results = super.delete(partition, ids);
    if (this.isDefault(partition)) for (const id of ids) this.place(id, partition.get(id));
    return results;
  }

  override search(partition: Partition, vector: number[] | null, matches: Matches, topk: number): Found[] {
    const isKnown = vector && this.isDefault(partition) && this.strangers === 0;
    const row = isKnown ? this.vectors.find(vector) : -1;
    if (!vector || this.isStrange(row)) return super.search(partition, vector, matches, topk);
    return this.listed(row, matches, topk) ?? this.scanned(row, matches, topk);
  }

  private isDefault(partition: Partition): boolean {
    return partition === this.partitions.get("default");
  }

  /** Puts the document of this id where its vector is; undefined where there is none any more. */
  private place(id: string, doc: Document | undefined): void {
    const old = this.rowOf.get(id);
    const row = doc ? this.vectors.find(doc.vector) : undefined;
    const docs = old === undefined ? [] : this.byRow.get(old)!;
    // The stand-in leaves a document that is replaced in its place.
    if (doc && row === old) docs[docs.findIndex((other) => other.id === id)] = doc;
    else {
      if (old !== undefined) this.remove(id, old);
      if (doc) this.add(doc, row!);
    }
  }

  private add(doc: Document, row: number): void {
    this.rowOf.set(doc.id, row);
    if (this.isStrange(row)) this.strangers++;
    const docs = this.byRow.get(row);
    if (docs) docs.push(doc);
    else this.byRow.set(row, [doc]);
  }

  private remove(id: string, row: number): void {
    this.rowOf.delete(id);
    if (this.isStrange(row)) this.strangers--;
    const rest = this.byRow.get(row)!.filter((doc) => doc.id !== id);
    if (rest.length > 0) this.byRow.set(row, rest);
    else this.byRow.delete(row);
  }

  /** A vector that is in no list. */
  private isStrange(row: number): boolean {
    return row < 0 || row >= this.vectors.shared.listed;
  }

  /** The nearest by the row's list; null where it ends before there are enough. */
  private listed(row: number, matches: Matches, topk: number): Found[] | null {
    if (!this.lists) return null;
    const { size, rows } = this.lists;
    const found: Found[] = [];
    for (let i = row * size; i < (row + 1) * size; i++) {
      this.collect(row, rows[i]!, matches, found);
      if (found.length >= topk) return found.slice(0, topk);
    }
    return null;
  }

  /** The nearest of all that is stored. */
  private scanned(row: number, matches: Matches, topk: number): Found[] {
    const nearest = new Nearest(topk);
    for (const [other, docs] of this.byRow) {
      const distance = this.vectors.distance(row, other);
      if (nearest.takes(distance) && docs.some(matches)) nearest.add(other, distance);
    }
    const found: Found[] = [];
    for (const other of nearest.rows.subarray(0, nearest.length)) this.collect(row, other, matches, found);
    return found.slice(0, topk);
  }

  /** Adds the documents at the row `other`, with their distance from `row`. */
  private collect(row: number, other: number, matches: Matches, found: Found[]): void {
    for (const doc of this.byRow.get(other) ?? [])
      if (matches(doc)) found.push({ ...doc, score: this.vectors.distance(row, other) });
  }
}
