import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { amid, bytesOf, counting, hexOf } from "../support/bytes";

function written(capacity: i32): string {
  const out = new ByteWriter(capacity);
  out
    .byte(0x3c)
    .text("é中😀")
    .slice(amid(Slice.of("ab"), 5, 0))
    .integer(-12)
    .text("")
    .slice(Slice.EMPTY)
    .byte(0);
  expect(out.length).toBe(16);
  return hexOf(out.finish());
}

function long(value: i64): string {
  return hexOf(new ByteWriter(1).long(value).finish());
}

function integer(value: i64): string {
  return new ByteWriter().integer(value).finish().toString();
}

function parts(list: Slice[]): Slice {
  const out = new ByteWriter();
  for (let i = 0; i < list.length; i++) out.part(list[i]);
  return out.finish();
}

describe("a writer of bytes", () => {
  it("is empty at first", () => {
    expect(new ByteWriter().length).toBe(0);
    expect(new ByteWriter().finish().length).toBe(0);
    expect(new ByteWriter(0).finish().length).toBe(0);
  });

  it("puts one thing after the other, however small it begins", () => {
    for (let capacity = 0; capacity < 20; capacity++) {
      expect(written(capacity)).toBe("3cc3a9e4b8adf09f988061622d313200", capacity.toString());
    }
  });

  it("keeps every byte while it grows", () => {
    const out = new ByteWriter(1);
    for (let i = 0; i < 100000; i++) out.byte(<u8>i);
    expect(out.length).toBe(100000);
    expect(out.finish().equalsSlice(counting(100000))).toBe(true);
    const more = new ByteWriter(1);
    expect(more.byte(7).slice(counting(100000)).finish().slice(1).equalsSlice(counting(100000))).toBe(true);
  });

  it("can take what another writer wrote", () => {
    const other = new ByteWriter(2).text("ab").finish();
    expect(new ByteWriter(1).slice(other).slice(other).finish().toString()).toBe("abab");
  });

  it("ends where it was written to, not where its buffer does", () => {
    expect(new ByteWriter(64).text("ab").finish().toBuffer().byteLength).toBe(2);
  });

  it("spells integers in decimal", () => {
    expect(integer(0)).toBe("0");
    expect(integer(-1)).toBe("-1");
    expect(integer(4294967296)).toBe("4294967296");
    expect(integer(i64.MAX_VALUE)).toBe("9223372036854775807");
    expect(integer(i64.MIN_VALUE)).toBe("-9223372036854775808");
  });

  it("writes numbers of 64 bits with the lowest byte first", () => {
    expect(long(0x0102030405060708)).toBe("0807060504030201");
    expect(long(-2)).toBe("feffffffffffffff");
  });

  it("writes numbers of 32 bits with the lowest byte first", () => {
    expect(hexOf(new ByteWriter(1).word(0x01020304).word(-2).finish())).toBe("04030201feffffff");
  });

  it("puts the length in bytes before a text", () => {
    const out = new ByteWriter(1).textPart("ab").textPart("").textPart("é中");
    expect(hexOf(out.finish())).toBe("020000006162" + "00000000" + "05000000c3a9e4b8ad");
  });

  it("puts the length before a part", () => {
    expect(hexOf(parts([Slice.of("ab"), Slice.EMPTY, bytesOf("ff")]))).toBe(
      "02000000616200000000" + "01000000ff",
    );
  });

  it("makes lists of parts differ when their parts do", () => {
    const list = parts([Slice.of("ab"), Slice.of("c")]);
    expect(list.equalsSlice(parts([Slice.of("a"), Slice.of("bc")]))).toBe(false);
    expect(list.equalsSlice(parts([Slice.of("abc")]))).toBe(false);
    expect(list.equalsSlice(parts([Slice.of("ab"), Slice.of("c"), Slice.EMPTY]))).toBe(false);
    expect(list.equalsSlice(parts([Slice.of("ab"), Slice.of("c")]))).toBe(true);
  });
});
