import { blake2s } from "../bytes/blake2s";
import { ByteWriter } from "../bytes/byte-writer";
import { toHex } from "../bytes/hex";
import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { KeyConfig } from "../config/config";
import { Question } from "./question";
import { fingerprint } from "./scope";

/** Changes when keys are made differently, so that older entries are not found any more. */
const VERSION = "ai-cache key 2";
/** Length of an id. */
export const ID_DIGITS: i32 = 64;

/** Under which name an answer is kept, and why. */
export class Key {
  private constructor(
    /** What must be identical, in hexadecimal. */
    readonly scope: Slice,
    /** What is asked, as one normalised text. */
    readonly question: Slice,
    /** BLAKE2s-256 of scope and question, in hexadecimal; also the id of the vector document. */
    readonly id: Slice,
    /** How often the user has spoken so far. */
    readonly turns: i32,
  ) {}

  /** The key of a request; null where it asks nothing in words or is ambiguous. */
  static of(
    request: ChatRequest,
    config: KeyConfig,
    caller: Slice,
    route: string,
    prefix: string,
  ): Key | null {
    const question = Question.read(request, config);
    if (question == null) return null;
    const scope = fingerprint(request, question, config, caller, route, prefix);
    if (scope == null) return null;
    const out = new ByteWriter();
    out.textPart(VERSION).part(scope);
    for (let i = 0; i < question.texts.length; i++) out.part(question.texts[i]);
    return new Key(scope, question.text, toHex(blake2s(out.finish())), question.turns);
  }
}
