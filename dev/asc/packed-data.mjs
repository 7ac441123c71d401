import { Transform } from "assemblyscript/transform";

/** The global of assembly/host/unfold.ts that says where the packed data begin. */
const PACKED = "assembly/host/unfold/packed";
const PAGE = 65536;

/** How the units of a token are told, as `Kind` in assembly/host/unfold.ts has it. */
const Kind = { Narrow: 0, Wide: 1, Near: 2, Far: 3 };
/** Units of one token. */
const MOST = 64;
/** How far back a unit may be repeated from, with a distance of one byte and of two. */
const NEAR = 256;
const FAR = 65536;
/** Earlier places that are compared with each place: more of them win little. */
const TRIES = 400;

/**
 * Packs the static data of a module: its texts above all, which AssemblyScript keeps in UTF-16 behind headers of 20 bytes. They
 * become one segment at the end of the memory that the module starts with, and assembly/host/unfold.ts writes them to where
 * they belong before anything reads them. So addresses stay as they were, and what the data mean does not matter here.
 *
 * The memory is told from address 0 in units of two bytes, by tokens. The first byte of a token has its kind in the two
 * highest bits and the number of its units, less one, in the others. Then come the units themselves, of one byte (those below 256)
 * or two; or one number of one byte or two: how many units before each of them it stands already, less one.
 */
export default class PackedData extends Transform {
  afterCompile(module) {
    const { initial } = module.getMemoryInfo();
    const units = unitsOf(module);
    const tokens = tokensFor(units);
    const bytes = tokens.flatMap((token) => token.bytes);
    const at = initial * PAGE - bytes.length;
    checkRoom(tokens, at);
    const segment = { offset: module.i32.const(at), data: Uint8Array.from(bytes), passive: false };
    module.setMemory(initial, -1, null, [segment]);
    module.removeGlobal(PACKED);
    module.addGlobal(PACKED, this.binaryen.i32, false, module.i32.const(at));
  }
}

/** The memory that the module's segments make, from address 0 to the end of the last. */
function unitsOf(module) {
  const segments = [];
  for (let i = 0; i < module.getNumMemorySegments(); i++)
    segments.push(module.getMemorySegmentInfoByIndex(i));
  const end = Math.max(...segments.map(({ offset, data }) => offset + data.byteLength));
  const bytes = new Uint8Array(end + (end % 2));
  for (const { offset, data } of segments) bytes.set(new Uint8Array(data), offset);
  return new Uint16Array(bytes.buffer);
}

/** The tokens that tell `units` in the fewest bytes: for each place the best of all that may end there. */
function tokensFor(units) {
  const costs = new Uint32Array(units.length + 1).fill(-1);
  costs[0] = 0;
  const ends = [];
  const places = new Map();
  for (let at = 0; at < units.length; at++) {
    const tell = (count, kind, size, distance = 0) => {
      if (costs[at] + size >= costs[at + count]) return;
      costs[at + count] = costs[at] + size;
      ends[at + count] = { at, count, kind, distance };
    };
    const most = Math.min(MOST, units.length - at);
    for (let n = 1; n <= most && units[at + n - 1] < 256; n++) tell(n, Kind.Narrow, 1 + n);
    for (let n = 1; n <= most; n++) tell(n, Kind.Wide, 1 + 2 * n);
    for (const { distance, count } of repeats(units, at, most, places)) {
      const isNear = distance <= NEAR;
      for (let n = 1; n <= count; n++) tell(n, isNear ? Kind.Near : Kind.Far, isNear ? 2 : 3, distance);
    }
  }
  const tokens = [];
  for (let end = units.length; end > 0; end = ends[end].at) tokens.push(written(units, ends[end]));
  return tokens.reverse();
}

/** Where the units at `at` stand before, the nearest first, each longer than those before it. */
function repeats(units, at, most, places) {
  const pair = units[at] * FAR + units[at + 1];
  const earlier = places.get(pair) ?? [];
  places.set(pair, [...earlier, at].slice(-TRIES));
  const found = [];
  let longest = 1;
  for (const place of earlier.toReversed()) {
    if (at - place > FAR) break;
    let count = 2;
    while (count < most && units[place + count] === units[at + count]) count++;
    if (count > longest) found.push({ distance: at - place, count: (longest = count) });
  }
  return found;
}

function written(units, { at, count, kind, distance }) {
  const told = units.slice(at, at + count);
  const few = [distance - 1];
  const bytes = { [Kind.Narrow]: told, [Kind.Near]: few, [Kind.Wide]: wide(told), [Kind.Far]: wide(few) }[
    kind
  ];
  return { at, count, bytes: [(kind << 6) | (count - 1), ...bytes] };
}

function wide(numbers) {
  return Array.from(numbers, (number) => [number & 255, number >> 8]).flat();
}

/** The end of the packed data is written over while they are read: never what is still to be read. */
function checkRoom(tokens, start) {
  let read = start;
  for (const { at, count, bytes } of tokens) {
    read += bytes.length;
    if (2 * (at + count) > read) throw new Error("the static data need another page of memory");
  }
}
