import { blake2s } from "../bytes/blake2s";
import { ByteWriter } from "../bytes/byte-writer";
import { toHex } from "../bytes/hex";
import { Slice } from "../bytes/slice";
import { ChatRequest } from "../chat/request";
import { KeyConfig } from "../config/config";
import { ScopePart } from "../config/scope";
import { writeCanonicalWithout } from "../json/canonical";
import { membersLeftOut } from "./members";
import { editMessages } from "./messages";
import { Question } from "./question";

/** Changes when what goes into a scope changes, so that older entries are not found any more. */
const VERSION = "ai-cache scope 3";

/**
 * The scope: a fingerprint (BLAKE2s-256, in hexadecimal) of everything but the question that changes the answer. What
 * is not known to be harmless is part of it: model, parameters, system prompt, earlier turns, tools, images. What
 * `config` switches off is not; then the scope says so, lest an entry serve who did not switch it off.
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
  const scope = config.scope;
  const edits = editMessages(request, question, scope);
  if (edits == null) return null;
  const out = new ByteWriter(1024);
  out.textPart(VERSION).textPart(prefix).part(caller);
  out.textPart(scope.has(ScopePart.Route) ? route : "");
  if (config.generation.length > 0 || scope.off != 0) out.textPart(config.generation);
  if (scope.off != 0) out.textPart(scope.off.toString());
  if (!writeCanonicalWithout(out, request.root, membersLeftOut(request, scope), edits)) return null;
  return toHex(blake2s(out.finish()));
}
