import { Result } from "../bytes/result";
import { countOf, endOfNumbers, endOfSpace } from "../bytes/runs";
import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { Reply } from "../call/reply";
import { EmbeddingConfig } from "../config/embedding";
import { Numbers } from "../json/numbers";

/** One embedding service's dialect: builds calls, reads replies, does no I/O. */
export abstract class Embedder {
  constructor(protected readonly config: EmbeddingConfig) {}

  /** Longest text, in bytes, that the model surely takes whole; longer questions are looked up exactly only. */
  get maxTextBytes(): i32 {
    const configured = this.config.maxTextBytes;
    return configured > 0 ? configured : this.ownTextBytes;
  }

  /** The same where the configuration does not say: the model's tokens, as a token is a byte at least. */
  protected abstract get ownTextBytes(): i32;

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

/**
 * Whether `vector`, which is JSON, is an array of numbers that 32 bits hold: of `dimension` where that is not 0, else of
 * two at least.
 */
export function isVector(vector: Slice, dimension: i32): bool {
  if (vector.length < 3 || vector.at(0) != 0x5b || !holdsNumbers(vector)) return false;
  const commas = countOf(vector, 0x2c);
  return dimension == 0 ? commas > 0 : commas + 1 == dimension;
}

/** Whether an array in JSON holds numbers, one at least, and nothing else. */
function holdsNumbers(array: Slice): bool {
  const last = array.length - 1;
  let at = endOfSpace(array, 1);
  if (at == last) return false;
  // Only such a number may be large that is written with an exponent, and no usual vector has one that is not negative.
  let mayBeLarge = false;
  while (true) {
    at = endOfNumbers(array, at);
    if (at == last) return !mayBeLarge || areFloats(array);
    // The one letter that a number may have.
    if ((array.at(at) | 0x20) != 0x65) return false;
    at++;
    if (array.at(at) != 0x2d) mayBeLarge = true;
  }
}

/** Whether 32 bits hold each number of an array: another is infinite where vectors are compared. */
function areFloats(array: Slice): bool {
  const numbers = new Numbers(array);
  while (numbers.next()) if (!(Math.abs(numbers.value) <= f32.MAX_VALUE)) return false;
  return true;
}
