import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "../../../dev/compile.ts";
import PackedData from "../../../dev/asc/packed-data.mjs";

const OPTIONS = ["--runtime", "stub", "--use", "abort=", "--initialMemory", "1", "--optimizeLevel", "3"];
const TEXT = Buffer.from("A text, and", "utf16le");
const PACK = ["--transform", "quiet-sdk/packed-data"];

test("what was packed is unfolded to where it was, before any other code runs", async () => {
  const [packed, plain] = await Promise.all([built([...OPTIONS, ...PACK]), built(OPTIONS)]);
  assert.deepEqual(packed.seen, ["中".charCodeAt(0)]);
  assert.deepEqual(packed.seen, plain.seen);
  const { length } = Buffer.from(plain.memory).toString("latin1").replace(/\0+$/, "");
  assert.deepEqual(packed.memory.subarray(0, length), plain.memory.subarray(0, length));
  assert.equal(packed.memory.length, plain.memory.length);
  assert.ok(plain.bytes.includes(TEXT) && !packed.bytes.includes(TEXT));
});

test("packed data that would be written over before they are read are a fault of the build", () => {
  // Numbers that repeat nothing take more room than they have.
  const data = Uint16Array.from({ length: 32_700 }, (_, at) => 256 + ((at * 7919) % 65_000));
  assert.throws(() => packInto(1, data), /another page/);
  assert.equal(packInto(2, data), 2 * 65_536);
});

/** Where the packed `data` end, in a memory of so many pages that has them from its start. */
function packInto(pages: number, { buffer: data }: Uint16Array<ArrayBuffer>): number {
  let end = 0;
  const module = {
    getMemoryInfo: () => ({ initial: pages }),
    getNumMemorySegments: () => 1,
    getMemorySegmentInfoByIndex: () => ({ offset: 0, data }),
    i32: { const: (value: number) => value },
    setMemory: (_: number, __: number, ___: null, [segment]: [{ offset: number; data: Uint8Array }]) =>
      (end = segment.offset + segment.data.length),
    removeGlobal: () => {},
    addGlobal: () => {},
  };
  const transform = Object.assign(Object.create(PackedData.prototype), { binaryen: { i32: 0 } });
  transform.afterCompile(module);
  return end;
}

async function built(options: string[]) {
  const bytes = await compile("tests/dev/asc/guest/packed.ts", options);
  const seen: number[] = [];
  const { instance } = await WebAssembly.instantiate(bytes, {
    test: { seen: (unit: number) => seen.push(unit) },
  });
  const memory = new Uint8Array((instance.exports.memory as WebAssembly.Memory).buffer);
  return { bytes: Buffer.from(bytes), seen, memory };
}
