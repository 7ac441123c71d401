import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { JsonValue } from "../../assembly/json/value";
import { Exchange, FakeProxy } from "./exchange";
import { ANSWER, document, embedded, neighbours, redisHas, redisHasNot, redisOk, vectorDone } from "./texts";

/** An answer that went through a proxy and was stored. */
export class Stored {
  constructor(
    readonly id: string,
    /** The record, as Redis got it. */
    readonly record: Slice,
  ) {}

  /** Redis' reply to who asks for it. */
  get reply(): Reply {
    return redisHas(this.record);
  }

  /** The vector store's reply to who asks for its neighbours. */
  near(distance: f64): Reply {
    const scope = JsonValue.parse(this.record)!.member("scope")!.text()!;
    return neighbours(document(Slice.of("doc"), distance, Slice.of(this.id), scope, 4000000000));
  }
}

/** Asks `body` of a proxy whose store is empty, has ANSWER answered, and lets it be stored. */
export function store(to: FakeProxy, body: string): Stored {
  const exchange = miss(to, to.open().posts(body));
  exchange.answers(ANSWER);
  const record = to.host.last.call.body;
  to.host.answer(Upstream.Redis, redisOk());
  if (isSemantic(to)) to.host.answer(Upstream.Vector, vectorDone());
  exchange.leaves();
  expect(to.host.waiting).toBe("", "all is stored");
  return new Stored(exchange.received("x-ai-cache-key"), record);
}

/** Lets the look-up of a request find nothing. */
export function miss(to: FakeProxy, exchange: Exchange): Exchange {
  if (to.host.waiting.startsWith("redis ")) to.host.answer(Upstream.Redis, redisHasNot());
  if (to.host.waiting.startsWith("embedding ")) {
    to.host.answer(Upstream.Embedding, embedded()).answer(Upstream.Vector, neighbours(""));
  }
  expect(exchange.fate).toBe("resumed");
  return exchange;
}

function isSemantic(to: FakeProxy): bool {
  return to.host.waiting.startsWith("vector ");
}

/** The request has gone on because of a failure, the response says so, and it is counted once. */
export function expectError(to: FakeProxy, exchange: Exchange, fate: string, step: string): void {
  expect(exchange.fate).toBe(fate);
  exchange.responds("200", "application/json");
  expect(exchange.received("x-ai-cache")).toBe("error");
  expect(exchange.received("cache-status")).toBe("ai-cache; fwd=miss; detail=" + step);
  expect(exchange.received("x-ai-cache-key")).toBe("-");
  expect(to.host.counted("ai_cache_requests_total.outcome.error.step." + step)).toBe(1);
}
