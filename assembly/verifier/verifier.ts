import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header } from "../call/call";
import { bearer } from "../call/headers";
import { Reply } from "../call/reply";
import { VerifierConfig } from "../config/verifier";
import { Twins } from "../json/twins";
import { JsonValue } from "../json/value";
import { Opinion } from "./opinion";

/** One dialect of a service that tells whether two texts mean the same: builds calls, reads replies, does no I/O. */
export abstract class Verifier {
  protected readonly headers: Header[] = [new Header("content-type", "application/json")];
  private readonly twins: Twins = new Twins();

  constructor(protected readonly config: VerifierConfig) {
    const credential = bearer(config.apiKey);
    if (credential != null) this.headers.push(credential);
  }

  /** Longest text, in bytes, that may be asked about; a longer one the service might not read to its end. */
  get maxTextBytes(): i32 {
    return this.config.maxTextBytes;
  }

  /** Asks whether two questions (UTF-8) have the same answer. */
  abstract askQuestions(a: Slice, b: Slice): Call;

  /** Asks whether two answers to one question say the same (UTF-8). */
  abstract askAnswers(question: Slice, a: Slice, b: Slice): Call;

  /** The reply's JSON; null where there is none, or where it says a name twice: one reader's yes is another's no. */
  protected bodyOf(reply: Reply): JsonValue | null {
    const body: JsonValue | null = reply.status == 0 ? null : JsonValue.parse(reply.body);
    return body == null || this.twins.areWithin(body) ? null : body;
  }

  /** What the service thinks. */
  abstract readOpinion(reply: Reply): Result<Opinion>;
}
