import { areSame, firstOf, Kind, lastOf, maskOf } from "../../assembly/bytes/sixteen";

/** Room for three vectors and a bit. */
const room = memory.data(56);

type Predicate = (byte: i32) => bool;

/** Fills the room with `byte`, but for `other` at index `at`. */
function fill(byte: i32, other: i32, at: i32): void {
  memory.fill(room, <u8>byte, 56);
  store<u8>(room + <usize>at, <u8>other);
}

/** The index at which the first of a kind stands in the first `length` bytes from `from` on. */
function find(kind: Kind, from: i32, length: i32): i32 {
  const start = room + <usize>from;
  const end = room + <usize>length;
  switch (kind) {
    case Kind.Equal:
      return <i32>(firstOf(Kind.Equal, start, end, 0x5c) - room);
    case Kind.NotPlain:
      return <i32>(firstOf(Kind.NotPlain, start, end) - room);
    case Kind.NotPlainAscii:
      return <i32>(firstOf(Kind.NotPlainAscii, start, end) - room);
    case Kind.NotNumber:
      return <i32>(firstOf(Kind.NotNumber, start, end) - room);
    case Kind.LineEnd:
      return <i32>(firstOf(Kind.LineEnd, start, end) - room);
    case Kind.NotDigit:
      return <i32>(firstOf(Kind.NotDigit, start, end) - room);
    case Kind.MaybeSpace:
      return <i32>(firstOf(Kind.MaybeSpace, start, end) - room);
    default:
      return <i32>(firstOf(Kind.NotAscii, start, end) - room);
  }
}

/** Expects each byte to be told apart by `isKind`, wherever it stands, and nothing to be found behind the end. */
function expectKind(kind: Kind, plain: i32, isKind: Predicate): void {
  for (let byte = 0; byte < 256; byte++) {
    for (let at = 0; at < 40; at++) {
      fill(plain, byte, at);
      const found = find(kind, 0, 40);
      const expected = isKind(byte) ? at : 40;
      if (found != expected) expect(found).toBe(expected, `${byte} at ${at}`);
      if (find(kind, 0, at) != at) expect(find(kind, 0, at)).toBe(at, `${byte} behind ${at} bytes`);
      if (find(kind, at + 1, 40) != 40) expect(find(kind, at + 1, 40)).toBe(40, `${byte} before ${at + 1}`);
    }
  }
}

describe("sixteen bytes", () => {
  it("tell the first of each kind, wherever it stands", () => {
    expectKind(Kind.Equal, 0x20, (byte) => byte == 0x5c);
    expectKind(Kind.NotPlain, 0x7f, (byte) => byte == 0x22 || byte == 0x5c || byte < 0x20);
    expectKind(
      Kind.NotPlainAscii,
      0x7f,
      (byte) => byte == 0x22 || byte == 0x5c || byte < 0x20 || byte >= 0x80,
    );
    expectKind(Kind.NotNumber, 0x30, (byte) => byte == 0x22 || byte >= 0x40);
    expectKind(Kind.LineEnd, 0x20, (byte) => byte == 0x0a || byte == 0x0d);
    expectKind(Kind.NotDigit, 0x39, (byte) => byte < 0x30 || byte > 0x39);
    expectKind(
      Kind.MaybeSpace,
      0x41,
      (byte) => byte < 0x20 || byte == 0xc2 || (byte >= 0xe1 && byte <= 0xe3),
    );
    expectKind(Kind.NotAscii, 0x7f, (byte) => byte >= 0x80);
  });

  it("tell the first of several", () => {
    memory.fill(room, 0x22, 56);
    expect(find(Kind.NotPlain, 0, 40)).toBe(0);
    expect(find(Kind.NotPlain, 39, 40)).toBe(39);
    expect(find(Kind.NotPlain, 41, 40)).toBe(41);
  });

  it("have a bit for each", () => {
    fill(0x5c, 0x20, 3);
    expect(maskOf(Kind.Equal, v128.load(room), 0x5c)).toBe(0xfff7);
    expect(maskOf(Kind.NotAscii, v128.load(room))).toBe(0);
  });

  it("are compared with others, as many as there are", () => {
    const other = memory.data(56);
    for (let size: usize = 0; size <= 40; size++) {
      memory.fill(room, 0x61, 56);
      memory.fill(other, 0x61, 56);
      store<u8>(other + size, 0x62);
      expect(areSame(room, other, size)).toBe(true, `${size} bytes`);
      for (let at: usize = 0; at < size; at++) {
        store<u8>(room + at, 0xe1);
        if (areSame(room, other, size)) expect(at).toBe(size, "a byte that differs");
        store<u8>(room + at, 0x61);
      }
    }
  });

  it("are read at the memory's very end", () => {
    memory.grow(1);
    const end = (<usize>memory.size()) << 16;
    for (let length: usize = 0; length <= 20; length++) {
      const from = end - length;
      memory.fill(from, 0x31, length);
      expect(firstOf(Kind.NotDigit, from, end)).toBe(end);
      if (length == 0) continue;
      store<u8>(end - 1, 0x3a);
      expect(firstOf(Kind.NotDigit, from, end)).toBe(end - 1);
    }
    store<u8>(end - 1, 0x3b);
    expect(i8x16.extract_lane_u(lastOf(end - 1, end), 0)).toBe(0x3b);
  });
});
