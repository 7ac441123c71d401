import { ByteWriter } from "../bytes/byte-writer";
import { toHex } from "../bytes/hex";
import { sha256 } from "../bytes/sha256";
import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { writeCanonical, writeCanonicalWithout } from "../json/canonical";
import { Elements, JsonValue } from "../json/value";
import { isTextPart, Question } from "./question";

/**
 * Members of a request that do not change the answer. `safety_identifier` and `prompt_cache_key` are what OpenAI
 * split `user` into. The messages are taken one by one.
 */
// prettier-ignore
const IGNORED: StaticArray<string> = [
  "messages", "stream", "stream_options", "user", "metadata", "safety_identifier", "prompt_cache_key",
];
const CONTENT: StaticArray<string> = ["content"];
const TEXT: StaticArray<string> = ["text"];
/** Changes when what goes into a scope changes, so that older entries are not found any more. */
const VERSION = "ai-cache scope 1";

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
  caller: Slice,
  route: string,
  prefix: string,
): Slice | null {
  const out = new ByteWriter(1024);
  out.part(Slice.of(VERSION)).part(Slice.of(prefix)).part(caller).part(Slice.of(route));
  if (!writeCanonicalWithout(out, request.root, IGNORED)) return null;
  const messages = new Elements(request.messages);
  for (let index = 0; messages.next(); index++) {
    const isAsked = question.messages.includes(index);
    if (!(isAsked ? writeAsked(out, messages.value) : writeCanonical(out, messages.value))) return null;
    out.byte(0x0a);
  }
  return toHex(sha256(out.finish()));
}

/** Writes a message of the question: all of it but its texts, whose places are kept. */
function writeAsked(out: ByteWriter, message: JsonValue): bool {
  if (!writeCanonicalWithout(out, message, CONTENT)) return false;
  const content = message.member("content");
  if (content == null || !content.isArray) {
    out.byte(0x3f);
    return true;
  }
  const parts = new Elements(content);
  while (parts.next()) {
    const part = parts.value;
    if (!(isTextPart(part) ? writeCanonicalWithout(out, part, TEXT) : writeCanonical(out, part)))
      return false;
    out.byte(0x2c);
  }
  return true;
}
