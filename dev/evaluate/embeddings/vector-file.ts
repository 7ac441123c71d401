import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The first bytes of a file; the dimension follows as 32 bits, little-endian as every number here. */
const MAGIC = Buffer.from("AICACHE\x01", "latin1");
const HEAD = MAGIC.length + 4;
const HASH = 32;

/** A file that is something else, or holds vectors of another length. */
export class VectorFileError extends Error {}

/**
 * Vectors on disk by the SHA-256 of their text, in single precision: a head, then records of hash and vector. It
 * is only ever appended to, so a run that is broken off loses no more than the batch it was at.
 */
export class VectorFile {
  readonly path: string;
  private readonly vectors = new Map<string, Float32Array>();
  /** Numbers in a vector; 0 while none is known. */
  private length = 0;

  constructor(path: string) {
    this.path = path;
    if (existsSync(path)) this.read(readFileSync(path));
  }

  /** Numbers in a vector; 0 while there is none. */
  get dimension(): number {
    return this.length;
  }

  get size(): number {
    return this.vectors.size;
  }

  vector(text: string): Float32Array | undefined {
    return this.vectors.get(hashOf(text).toString("latin1"));
  }

  /** Keeps the vectors of these texts, in order, here and on disk. */
  append(texts: readonly string[], vectors: readonly (readonly number[])[]): void {
    if (texts.length !== vectors.length)
      throw new VectorFileError(`${vectors.length} vectors came for ${texts.length} texts`);
    if (texts.length === 0) return;
    this.begin(vectors[0]!.length);
    const records = texts.map((text, i) => this.keep(hashOf(text), Float32Array.from(vectors[i]!)));
    appendFileSync(this.path, Buffer.concat(records));
  }

  private begin(dimension: number): void {
    if (this.length > 0) return;
    this.length = dimension;
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, headOf(dimension));
  }

  /** The record of a vector, which is known from now on. */
  private keep(hash: Buffer, vector: Float32Array): Buffer {
    if (vector.length !== this.length)
      throw new VectorFileError(
        `${this.path} has vectors of ${this.length} numbers, not of ${vector.length}`,
      );
    if (!vector.every(Number.isFinite))
      throw new VectorFileError("a vector holds what is no number in single precision");
    this.vectors.set(hash.toString("latin1"), vector);
    return Buffer.concat([hash, Buffer.from(vector.buffer)]);
  }

  private read(bytes: Buffer): void {
    if (bytes.length < HEAD || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
      throw new VectorFileError(`${this.path} is no file of vectors; remove it`);
    this.length = bytes.readUInt32LE(MAGIC.length);
    const record = HASH + 4 * this.length;
    const whole = Math.floor((bytes.length - HEAD) / record);
    for (let i = 0; i < whole; i++) {
      const at = HEAD + i * record;
      const values = bytes.subarray(at + HASH, at + record);
      const vector = new Float32Array(Uint8Array.from(values).buffer);
      this.vectors.set(bytes.toString("latin1", at, at + HASH), vector);
    }
    const end = HEAD + whole * record;
    if (end < bytes.length) this.replace(bytes.subarray(0, end));
  }

  /** What was broken off in the middle of a record would shift all after it. */
  private replace(bytes: Buffer): void {
    const other = `${this.path}.${process.pid}`;
    writeFileSync(other, bytes);
    renameSync(other, this.path);
  }
}

function headOf(dimension: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(dimension);
  return Buffer.concat([MAGIC, size]);
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
