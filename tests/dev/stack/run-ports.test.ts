import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import { freePort } from "../../../dev/stack/ports.ts";
import { checkFree, readPorts } from "../../../dev/stack/run-ports.ts";

test("the parts behind the gateway take the ports after it", () => {
  assert.deepEqual(readPorts({ PORT: "12000" }), {
    gateway: 12000,
    admin: 9901,
    redis: 12001,
    bridge: 12002,
    dashscope: 12003,
    dashvector: 12004,
    llm: 12005,
  });
});

for (const { env, says } of [
  { env: { PORT: "http" }, says: /^PORT: expected a port from 1 to 65535, got "http"$/ },
  { env: { ADMIN_PORT: "70000" }, says: /^ADMIN_PORT: expected a port/ },
  { env: { PORT: "65535" }, says: /leaves no room/ },
  { env: { ADMIN_PORT: "10003" }, says: /^ADMIN_PORT=10003 is one of the ports 10000 to 10005 of PORT$/ },
]) {
  test(`refused: ${JSON.stringify(env)}`, () => assert.throws(() => readPorts(env), { message: says }));
}

test("a busy port is named together with the variable to change", async () => {
  const server = createServer();
  const busy = await freePort();
  await new Promise<void>((resolve) => server.listen(busy, "127.0.0.1", resolve));
  const ports = { ...readPorts({}), gateway: busy };
  await assert.rejects(checkFree(ports), {
    message: `port ${busy} (PORT) is in use; set PORT to another one`,
  });
  await assert.rejects(checkFree({ ...ports, gateway: busy - 1, redis: busy }), {
    message: `port ${busy} (PORT+1, for redis) is in use; set PORT to another one`,
  });
  server.close();
});
