import { Slice } from "../../assembly/bytes/slice";
import { Config } from "../../assembly/config/config";
import { digestOf } from "../../assembly/entry/digest";
import { Entry } from "../../assembly/entry/entry";
import { Backends } from "../../assembly/flow/backends";
import { Check } from "../../assembly/flow/check";
import { Candidate } from "../../assembly/judge/judge";
import { Match } from "../../assembly/vector/vector-store";
import { Reply } from "../../assembly/call/reply";
import { completionOf } from "../support/chat";
import { okJson } from "../support/calls";
import { configOf } from "../config/reading";
import { NOW } from "./trial";
import { completion } from "./texts";

/** A verifier that is a chat model, and one that is a reranker. */
export const CHAT_VERIFIER: string = ",'verifier':{'type':'openai','cluster':'llm','model':'small'}";
export const RERANKER: string = ",'verifier':{'type':'dashscope','cluster':'d','apiKey':'k','threshold':0.5}";

export const SCOPE: Slice = Slice.of("5c09e");

/** An entry of the only scope that says `text`, made now, for another so many seconds; 0 for ever. */
export function entrySaying(text: string, seconds: i64 = 60, scope: Slice = SCOPE): Entry {
  const expires = seconds == 0 ? 0 : NOW + seconds;
  const question = Slice.of("What is Envoy?");
  return new Entry(scope, Slice.of("gpt-4o"), question, NOW, expires, completionOf(completion(text)));
}

/** A neighbour of the only scope, whose document is a link where `id` is not `key`. */
export function matchOf(
  id: string,
  distance: f64,
  key: string,
  answer: string,
  entry: Slice | null = null,
): Match {
  const digest = digestOf(completionOf(completion(answer)));
  const expiresAt = <f64>(NOW + 50);
  const model = Slice.of("text-embedding-v2/0");
  const question = Slice.of("Question of " + id);
  return new Match(Slice.of(id), distance, Slice.of(key), digest, SCOPE, model, expiresAt, question, entry);
}

/** What is to be compared with these neighbours. */
export function checkOf(fit: Match[], isLink: bool = true, isAudit: bool = false, weight: f64 = 1): Check {
  return new Check(new Candidate(fit[0], Infinity), fit, isAudit, weight, isLink);
}

/** A configuration as it was read, and its services. */
export class Setting {
  readonly config: Config;
  readonly backends: Backends;

  constructor(config: string) {
    const read = configOf(config);
    this.config = read;
    this.backends = new Backends(read);
  }
}

/** DashScope's reply with several vectors. */
export function allEmbedded(vectors: string[]): Reply {
  const embeddings = new Array<string>();
  for (let i = 0; i < vectors.length; i++) {
    embeddings.push(`{'text_index':${i},'embedding':${vectors[i]}}`);
  }
  return okJson("{'output':{'embeddings':[" + embeddings.join(",") + "]}}");
}

/** The chat model's reply. */
export function verifierSays(word: string): Reply {
  return okJson("{'choices':[{'message':{'content':'" + word + "'},'finish_reason':'stop'}]}");
}
