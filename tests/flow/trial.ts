import { Slice } from "../../assembly/bytes/slice";
import { Call, upstreamName } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { Config, Policy } from "../../assembly/config/config";
import { Entry } from "../../assembly/entry/entry";
import { Backends } from "../../assembly/flow/backends";
import { Lookup } from "../../assembly/flow/lookup";
import { Step, StepKind } from "../../assembly/flow/step";
import { Key } from "../../assembly/key/key";
import { configOf } from "../config/reading";
import { completionOf, requestOf } from "../support/chat";
import {
  ANSWER,
  OTHER,
  QUESTION,
  chat,
  document,
  embedded,
  neighbours,
  redisHasNot,
  semantic,
} from "./texts";

/** Now, in seconds since 1970. */
export const NOW: i64 = 1700000000;

/** How `toldCall` tells of the call for a vector, but for its body. */
export const EMBED = "embedding POST /api/v1/services/embeddings/text-embedding/text-embedding ";

/** Upstream, method, path and body of a call; `nothing` where there is none. */
export function toldCall(call: Call | null): string {
  if (call == null) return "nothing";
  return (
    upstreamName(call.upstream) +
    " " +
    call.method +
    " " +
    call.path +
    " " +
    call.body.toString()
  ).trim();
}

/** A step in words. */
export function told(step: Step): string {
  if (step.kind == StepKind.Call) return toldCall(step.call);
  if (step.kind == StepKind.Hit) {
    const hit = step.hit!;
    return "hit " + hit.id.toString() + " " + (hit.isSemantic ? "at " + hit.distance.toString() : "exact");
  }
  const failedAt = step.failedAt;
  return failedAt == null ? "miss" : "fail " + failedAt;
}

/** A look-up for one question, without a proxy. */
export class Trial {
  readonly config: Config;
  readonly backends: Backends;
  readonly key: Key;
  readonly lookup: Lookup;

  constructor(config: string, question: string = QUESTION, maxAge: i32 = -1) {
    const read = configOf(config);
    const backends = new Backends(read);
    const key = Key.of(requestOf(chat(question)), read.key, Slice.EMPTY, "", read.entry.keyPrefix)!;
    this.config = read;
    this.backends = backends;
    this.key = key;
    const vector = read.vector;
    const policy: Policy | null = vector == null ? null : vector.policy;
    this.lookup = new Lookup(backends, read, policy, key, NOW, maxAge);
  }

  start(): string {
    return this.told(this.lookup.start());
  }

  gets(reply: Reply): string {
    return this.told(this.lookup.onReply(reply));
  }

  /** The record of an entry that serves this look-up for another 60 seconds, made 100 seconds ago. */
  entry(): Slice {
    return this.entryOf(this.key.scope, QUESTION, NOW + 60);
  }

  entryOf(scope: Slice, question: string, expires: i64): Slice {
    const model = Slice.of("gpt-4o");
    return new Entry(scope, model, Slice.of(question), NOW - 100, expires, completionOf(ANSWER)).write();
  }

  /** A search's reply with the document `id` that leads to the entry `key`. */
  neighbour(id: string, distance: f64, key: string, expiresAt: i64 = NOW + 60): Reply {
    return neighbours(document(Slice.of(id), distance, Slice.of(key), this.key.scope, expiresAt));
  }

  /** What is removed behind the client's back. */
  get removal(): string {
    return toldCall(this.lookup.judging!.removal);
  }

  /** Nobody else asks the same: where the answer is in no cache the look-up goes on. */
  private told(step: Step): string {
    return told(step.kind == StepKind.Absent ? this.lookup.goOn() : step);
  }

  get fault(): string {
    const fault = this.lookup.fault;
    return fault == null ? "none" : fault;
  }
}

/** A look-up that waits for its exact entry. */
export function begun(config: string, maxAge: i32 = -1): Trial {
  const trial = new Trial(config, QUESTION, maxAge);
  expect(trial.start()).toBe("redis GET /GET/ai-cache%3A" + trial.key.id.toString() + ".raw");
  return trial;
}

/** One that waits for the vector. */
export function embedding(maxAge: i32 = -1): Trial {
  const trial = begun(semantic(), maxAge);
  expect(trial.gets(redisHasNot()).startsWith(EMBED)).toBe(true);
  return trial;
}

/** One that waits for the neighbours. */
export function searching(maxAge: i32 = -1): Trial {
  const trial = embedding(maxAge);
  expect(
    trial
      .gets(embedded("[ 0.1,0.2]"))
      .startsWith('vector POST /v1/collections/qa1/query {"vector":[ 0.1,0.2],'),
  ).toBe(true);
  return trial;
}

/** One that waits for the entry `OTHER`, which a neighbour names. */
export function named(maxAge: i32 = -1): Trial {
  const trial = searching(maxAge);
  expect(trial.gets(trial.neighbour("doc", 0.03, OTHER))).toBe("redis GET /GET/ai-cache%3A" + OTHER + ".raw");
  return trial;
}
