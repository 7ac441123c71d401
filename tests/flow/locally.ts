import { Upstream } from "../../assembly/call/call";
import { Exchange, FakeProxy } from "./exchange";
import { SharedData } from "./fake-host";
import { Stored } from "./stored";
import { CHAT } from "./texts";

/** Fields for a local cache, for an administrator, and for wishes of clients. */
export const LOCAL = ",'local':{}";
export const ADMIN = ",'admin':{'path':'/ai-cache/purge','token':'0123456789abcdef'}";
export const REFRESH = ",'controls':{'refresh':true,'ttl':true,'onlyIfCached':true},'honorCacheControl':true";

/** How a request fares: `local`, or `asks` where it waits for Redis. */
export function fared(exchange: Exchange): string {
  const status = exchange.fate == "answered" ? exchange.reply.header("cache-status") : "";
  if (status.endsWith("; detail=local")) return "local";
  return exchange.fate == "held" ? "asks" : exchange.fate + " " + status;
}

/** The same of a request that has this body. */
export function asked(to: FakeProxy, body: string = CHAT): string {
  return fared(to.open().posts(body));
}

/** The slots that hold something. */
export function slots(data: SharedData): i32 {
  const names = data.values.keys();
  let count = 0;
  for (let i = 0; i < names.length; i++) {
    if (names[i].includes(".") && data.values.get(names[i]).length > 0) count++;
  }
  return count;
}

/** Removes an entry; Redis has not answered yet. */
export function purge(to: FakeProxy, id: string): void {
  const request = to.open().header(":path", "/ai-cache/purge").header("x-ai-cache-token", "0123456789abcdef");
  request.header("x-ai-cache-key", id).sendsHeaders(true);
}

/** Asks a question whose answer Redis has. */
export function askRedis(to: FakeProxy, stored: Stored): Exchange {
  const exchange = to.open().posts(CHAT);
  to.host.answer(Upstream.Redis, stored.reply);
  expect(exchange.reply.header("x-ai-cache")).toBe("hit");
  return exchange;
}
