import { ByteWriter } from "../bytes/byte-writer";
import { toHex } from "../bytes/hex";
import { sha256 } from "../bytes/sha256";
import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { KeyConfig } from "../config/config";
import { writeCanonicalWithout } from "../json/canonical";
import { Question } from "./question";

/**
 * Members of a request that do not change the answer. `safety_identifier` and `prompt_cache_key` are what OpenAI
 * split `user` into.
 */
// prettier-ignore
const IGNORED: StaticArray<string> = [
  "stream", "stream_options", "user", "metadata", "safety_identifier", "prompt_cache_key",
];
/** Changes when what goes into a scope changes, so that older entries are not found any more. */
const VERSION = "ai-cache scope 2";

/**
 * The scope: a fingerprint (SHA-256, in hexadecimal) of everything but the question that changes the answer. What
 * is not known to be harmless is part of it: model, parameters, system prompt, earlier turns, tools, images.
 * @param caller whose request it is, as any bytes; only their hash leaves the filter
 * @param route the gateway's route
 * @param prefix the prefix of keys: those who keep their entries apart must not meet in a shared vector store
 * @returns null where the request is ambiguous: a name occurs twice in an object, or text is no Unicode
 */
export function fingerprint(
  request: ChatRequest,
  question: Question,
  config: KeyConfig,
  caller: Slice,
  route: string,
  prefix: string,
): Slice | null {
  const out = new ByteWriter(1024);
  out.part(Slice.of(VERSION)).part(Slice.of(prefix)).part(caller).part(Slice.of(route));
  if (config.generation.length > 0) out.part(Slice.of(config.generation));
  if (!writeCanonicalWithout(out, request.root, IGNORED, question.places)) return null;
  return toHex(sha256(out.finish()));
}
