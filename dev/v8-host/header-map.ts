import { type Bytes, bytesOf } from "./bytes.ts";

/** Headers as a test writes them; a list stands for several lines. */
export type HeaderInit = Record<string, string | string[]> | Iterable<readonly [string, string]>;

/** Header lines in their order; names are in lower case. Values keep their bytes (latin1). */
export class HeaderMap {
  private lines: [name: string, value: string][] = [];

  constructor(init: HeaderInit = {}) {
    const pairs = Symbol.iterator in init ? init : Object.entries(init);
    for (const [name, values] of pairs as Iterable<[string, string | string[]]>) {
      for (const value of [values].flat()) this.add(name, value);
    }
  }

  /** Number of lines. */
  get size(): number {
    return this.lines.length;
  }

  /** The first line of this name, which is all that Envoy shows of it to who asks by name; undefined where there is none. */
  get(name: string): string | undefined {
    return this.lines.find(([key]) => key === name.toLowerCase())?.[1];
  }

  /** Every line of this name. */
  all(name: string): string[] {
    return this.lines.filter(([key]) => key === name.toLowerCase()).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  add(name: string, value: string): void {
    this.lines.push([name.toLowerCase(), value]);
  }

  /** Puts one line in the place of all of this name. */
  set(name: string, value: string): void {
    const at = this.lines.findIndex(([key]) => key === name.toLowerCase());
    if (at < 0) return this.add(name, value);
    const first = this.lines[at]!;
    this.lines = this.lines.filter((line) => line === first || line[0] !== first[0]);
    first[1] = value;
  }

  remove(name: string): void {
    this.lines = this.lines.filter(([key]) => key !== name.toLowerCase());
  }

  entries(): (readonly [string, string])[] {
    return this.lines.map(([name, value]) => [name, value] as const);
  }

  copy(): HeaderMap {
    return new HeaderMap(this.entries());
  }

  /** As an object, several lines of a name joined with a comma. */
  toObject(): Record<string, string> {
    const object: Record<string, string> = {};
    for (const [name, value] of this.lines)
      object[name] = name in object ? `${object[name]}, ${value}` : value;
    return object;
  }

  /**
   * As the ABI serialises a map: the number of pairs, the sizes of each name and value (32-bit little-endian), then
   * each name and value with a zero byte behind it.
   */
  serialise(): Buffer {
    const texts = this.lines.flat().map((text) => Buffer.from(text, "latin1"));
    const sizes = Buffer.alloc(4 + 4 * texts.length);
    sizes.writeUInt32LE(this.lines.length);
    texts.forEach((text, i) => sizes.writeUInt32LE(text.length, 4 + 4 * i));
    return Buffer.concat([sizes, ...texts.flatMap((text) => [text, Buffer.alloc(1)])]);
  }

  /** Reads a serialised map; no bytes are an empty one. Throws what a proxy would not survive either. */
  static parse(bytes: Bytes): HeaderMap {
    const buffer = bytesOf(bytes);
    const map = new HeaderMap();
    if (buffer.length === 0) return map;
    const count = buffer.readUInt32LE(0);
    let at = 4 + 8 * count;
    const take = (size: number): string => {
      if (at + size + 1 > buffer.length || buffer[at + size] !== 0)
        throw new Error("a header map is cut short");
      const text = buffer.toString("latin1", at, at + size);
      at += size + 1;
      return text;
    };
    for (let i = 0; i < count; i++) {
      const name = take(buffer.readUInt32LE(4 + 8 * i));
      map.add(name, take(buffer.readUInt32LE(8 + 8 * i)));
    }
    return map;
  }
}
