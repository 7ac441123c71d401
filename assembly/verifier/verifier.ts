import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { Reply } from "../call/reply";
import { Opinion } from "./opinion";

/** One dialect of a service that tells whether two texts mean the same: builds calls, reads replies, does no I/O. */
export abstract class Verifier {
  /** Longest text, in bytes, that may be asked about; a longer one the service might not read to its end. */
  abstract get maxTextBytes(): i32;

  /** Asks whether two questions (UTF-8) have the same answer. */
  abstract askQuestions(a: Slice, b: Slice): Call;

  /** Asks whether two answers to one question say the same (UTF-8). */
  abstract askAnswers(question: Slice, a: Slice, b: Slice): Call;

  /** What the service thinks. */
  abstract readOpinion(reply: Reply): Result<Opinion>;
}
