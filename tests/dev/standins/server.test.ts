import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { json, type Reply } from "../../../dev/standins/reply.ts";
import { Standin } from "../../../dev/standins/server.ts";

class Echo extends Standin {
  protected override answer(): Reply {
    return json(200, { text: "0123456789" });
  }
}

const echo = new Echo();
before(() => echo.start());
after(() => echo.close());
beforeEach(() => echo.reset());

test("requests are kept with method, path, headers and body", async () => {
  await (
    await fetch(`${echo.origin}/a?b=c`, { method: "POST", body: "héllo", headers: { "x-h": "v" } })
  ).text();
  const [seen] = echo.requests;
  assert.deepEqual(
    [seen?.method, seen?.path, seen?.body, seen?.headers["x-h"]],
    ["POST", "/a?b=c", "héllo", "v"],
  );
  assert.ok(Date.now() - seen!.time < 5000);
  assert.equal(echo.requestCount, 1);
});

test("only the last 1000 requests are kept, all are counted", async () => {
  for (let i = 0; i < 1005; i++) await (await fetch(`${echo.origin}/${i}`)).text();
  assert.equal(echo.requests.length, 1000);
  assert.equal(echo.requests[0]?.path, "/5");
  assert.equal(echo.requestCount, 1005);
});

test("connections are counted and reset forgets them", async () => {
  const fresh = await new Echo().start();
  assert.equal(fresh.connectionCount, 0);
  await (await fetch(fresh.origin)).text();
  assert.equal(fresh.connectionCount, 1);
  fresh.reset();
  assert.equal(fresh.connectionCount, 0);
  await fresh.close();
});

test("a fault replaces status, headers and body", async () => {
  echo.fault = ({ path }) =>
    path === "/bad" ? { status: 429, headers: { "retry-after": "3" }, body: "slow" } : null;
  const bad = await fetch(`${echo.origin}/bad`);
  assert.deepEqual([bad.status, bad.headers.get("retry-after"), await bad.text()], [429, "3", "slow"]);
  assert.equal((await fetch(`${echo.origin}/good`)).status, 200);
});

test("a delay alone makes the real answer late", async () => {
  echo.fault = () => ({ delayMs: 80 });
  const start = performance.now();
  assert.equal(await (await fetch(echo.origin)).text(), '{"text":"0123456789"}');
  assert.ok(performance.now() - start >= 75);
});

test("a drip sends the real answer byte by byte", async () => {
  echo.fault = () => ({ dripMs: 4 });
  const start = performance.now();
  assert.equal(await (await fetch(echo.origin)).text(), '{"text":"0123456789"}');
  assert.ok(performance.now() - start >= 75);
});

test("a reset gives no answer", async () => {
  echo.fault = () => ({ reset: true });
  await assert.rejects(fetch(echo.origin));
});

test("a reset after some bytes gives the head and those bytes", async () => {
  echo.fault = () => ({ resetAfterBytes: 4 });
  const response = await fetch(echo.origin);
  assert.equal(response.status, 200);
  const { value } = await response.body!.getReader().read();
  assert.equal(Buffer.from(value!).toString(), '{"te');
  await assert.rejects(async () => (await fetch(echo.origin)).text());
});

test("a hang never answers, and the request is marked as abandoned by its client", async () => {
  echo.fault = () => ({ hang: true });
  await assert.rejects(fetch(echo.origin, { signal: AbortSignal.timeout(60) }));
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(echo.requests[0]?.abandoned, true);
});

test("close ends hanging requests", async () => {
  const fresh = await new Echo().start();
  fresh.fault = () => ({ hang: true });
  const hanging = assert.rejects(fetch(fresh.origin));
  await new Promise((resolve) => setTimeout(resolve, 30));
  await fresh.close();
  await hanging;
});

test("a port that is taken is an error of start", async () => {
  await assert.rejects(new Echo({ port: echo.port }).start(), /EADDRINUSE/);
});
