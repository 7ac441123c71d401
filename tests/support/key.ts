import { Slice } from "../../assembly/bytes/slice";
import { KeyConfig, KeyStrategy } from "../../assembly/config/config";
import { CallerSource, ScopeConfig } from "../../assembly/config/scope";
import { Key } from "../../assembly/key/key";
import { Question } from "../../assembly/key/question";
import { requestOf } from "./chat";

/**
 * How keys are made, by this strategy.
 * @param off the sum of the parts of the scope that are switched off
 */
export function keyConfig(
  strategy: KeyStrategy = KeyStrategy.LastQuestion,
  foldCase: bool = false,
  off: i32 = 0,
): KeyConfig {
  return new KeyConfig(strategy, new ScopeConfig(CallerSource.None, "", off), foldCase, null, "");
}

/** The key of a request (quotes as in `json`); null where it has none. */
export function keyOf(request: string, strategy: KeyStrategy = KeyStrategy.LastQuestion): Key | null {
  return Key.of(requestOf(request), keyConfig(strategy), Slice.of("caller"), "route", "prefix:");
}

/** The id of a request's key with the parts `off` left out of the scope, or `none`. */
export function idOf(
  request: string,
  off: i32 = 0,
  strategy: KeyStrategy = KeyStrategy.LastQuestion,
): string {
  const config = keyConfig(strategy, false, off);
  const key = Key.of(requestOf(request), config, Slice.of("caller"), "route", "prefix:");
  return key == null ? "none" : key.id.toString();
}

/** No two of these requests have the same key. */
export function expectApart(
  requests: string[],
  off: i32,
  strategy: KeyStrategy = KeyStrategy.LastQuestion,
): void {
  const seen = new Map<string, string>();
  for (let i = 0; i < requests.length; i++) {
    const id = idOf(requests[i], off, strategy);
    expect(id).toHaveLength(64, requests[i]);
    if (seen.has(id)) expect(requests[i]).toBe("apart from", seen.get(id));
    seen.set(id, requests[i]);
  }
}

/** All of these requests have the same key. */
export function expectJoined(
  requests: string[],
  off: i32,
  strategy: KeyStrategy = KeyStrategy.LastQuestion,
): void {
  const id = idOf(requests[0], off, strategy);
  expect(id).toHaveLength(64, requests[0]);
  for (let i = 1; i < requests.length; i++) expect(idOf(requests[i], off, strategy)).toBe(id, requests[i]);
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
