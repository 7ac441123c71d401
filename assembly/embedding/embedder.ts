import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { Reply } from "../call/reply";
import { isDigit } from "../json/scan";

/** One embedding service's dialect: builds calls, reads replies, does no I/O. */
export abstract class Embedder {
  /** Longest text, in bytes, that the model surely takes whole; longer questions are looked up exactly only. */
  abstract get maxTextBytes(): i32;

  /** How many texts one call takes. */
  get maxTexts(): i32 {
    return 6;
  }

  /**
   * Asks for the vectors of `texts` (UTF-8), of which there are `maxTexts` at most.
   * @param now seconds since 1970, as of the last minute, for services that have the time signed
   */
  abstract embedAll(texts: Slice[], now: i64): Call;

  /** Asks for the vector of `text` (UTF-8). */
  embed(text: Slice, now: i64): Call {
    return this.embedAll([text], now);
  }

  /**
   * The `count` vectors in the order of their texts: JSON arrays of numbers. Where the service answers with such, they
   * are the very bytes that came; from numbers of 32 bits `fromFloats` makes them.
   */
  abstract readVectors(reply: Reply, count: i32): Result<Slice[]>;

  /** The one vector that was asked for. */
  readVector(reply: Reply): Result<Slice> {
    const read = this.readVectors(reply, 1);
    const vectors = read.value;
    return vectors == null ? Result.fail<Slice>(read.fault!) : Result.ok<Slice>(vectors[0]);
  }
}

/** Whether `vector`, which is JSON, is an array of numbers: of `dimension` where that is not 0, else of two at least. */
export function isVector(vector: Slice, dimension: i32): bool {
  if (vector.length < 3 || vector.at(0) != 0x5b) return false;
  let commas = 0;
  let isEmpty = true;
  for (let i = 1; i < vector.length - 1; i++) {
    const byte = vector.at(i);
    if (byte == 0x2c) commas++;
    else if (!isNumberByte(byte)) return false;
    else if (isDigit(byte)) isEmpty = false;
  }
  if (isEmpty) return false;
  return dimension == 0 ? commas > 0 : commas + 1 == dimension;
}

/** What a number, or the space around one, may be written with. */
function isNumberByte(byte: u8): bool {
  if (byte >= 0x30 && byte <= 0x39) return true;
  switch (byte) {
    case 0x2b:
    case 0x2d:
    case 0x2e:
    case 0x45:
    case 0x65:
    case 0x20:
    case 0x0a:
    case 0x0d:
    case 0x09:
      return true;
    default:
      return false;
  }
}
