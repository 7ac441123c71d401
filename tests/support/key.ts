import { Slice } from "../../assembly/bytes/slice";
import { CallerSource, KeyConfig, KeyStrategy } from "../../assembly/config/config";
import { Key } from "../../assembly/key/key";
import { Question } from "../../assembly/key/question";
import { requestOf } from "./chat";

/** How keys are made, by this strategy. */
export function keyConfig(
  strategy: KeyStrategy = KeyStrategy.LastQuestion,
  foldCase: bool = false,
): KeyConfig {
  return new KeyConfig(strategy, CallerSource.None, "", foldCase, null, "");
}

/** The key of a request (quotes as in `json`); null where it has none. */
export function keyOf(request: string, strategy: KeyStrategy = KeyStrategy.LastQuestion): Key | null {
  return Key.of(requestOf(request), keyConfig(strategy), Slice.of("caller"), "route", "prefix:");
}

/** The question's texts, each between brackets, or `none`. */
export function questionOf(request: string, config: KeyConfig = keyConfig()): string {
  const question = Question.read(requestOf(request), config);
  if (question == null) return "none";
  let out = "";
  for (let i = 0; i < question.texts.length; i++) out += "[" + question.texts[i].toString() + "]";
  return out;
}

/** A request with these messages (quotes as in `json`). */
export function asking(messages: string): string {
  return "{'model':'m','messages':[" + messages + "]}";
}

/** A message of the user with this content (quotes as in `json`). */
export function user(content: string): string {
  return "{'role':'user','content':" + content + "}";
}
