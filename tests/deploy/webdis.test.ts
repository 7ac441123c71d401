import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { findWebdis } from "../../dev/stack/binaries.ts";
import { Child } from "../../dev/stack/child.ts";
import { freePort } from "../../dev/stack/ports.ts";
import { Redis } from "../../dev/stack/redis.ts";
import { needsWebdis } from "../envoy/support/stack.ts";
import { resources } from "./documents.ts";

const PASSWORD = "secret";

/** The manifest's webdis.json, for a Redis and a port of this machine. */
function settings(redisPort: number, port: number, dir: string): string {
  const { resource } = resources("webdis").find(({ resource }) => resource.kind === "ConfigMap")!;
  const config = JSON.parse(resource.data!["webdis.json"]!.replace("${REDIS_PASSWORD}", PASSWORD)) as object;
  const here = { redis_host: "127.0.0.1", redis_port: redisPort, http_host: "127.0.0.1", http_port: port };
  return JSON.stringify({ ...config, ...here, logfile: join(dir, "webdis.log") });
}

test(
  "the manifest's Webdis runs what the filter sends, for who knows the password, and nothing else",
  needsWebdis(),
  async (t) => {
    const dir = mkdtempSync(join(tmpdir(), "ai-cache-webdis-"));
    t.after(() => rmSync(dir, { recursive: true }));
    const redis = await Redis.start(dir);
    t.after(() => redis.close());
    const port = await freePort(0);
    const file = join(dir, "webdis.json");
    writeFileSync(file, settings(redis.port, port, dir));
    const child = new Child(findWebdis()!, [file], join(dir, "webdis.out"));
    t.after(() => child.stop());
    const authorization = `Basic ${Buffer.from(`ai-cache:${PASSWORD}`).toString("base64")}`;
    const run = (
      path: string,
      headers: Record<string, string> = { authorization },
      body?: string,
    ): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/${path}`, { headers, ...(body ? { method: "PUT", body } : {}) });
    await child.until(async () => (await run("GET/a.raw")).ok, 10_000);
    assert.equal(await (await run("SETEX/ai-cache:1/60.raw", { authorization }, "kept")).text(), "+OK\r\n");
    assert.equal(await (await run("SET/ai-cache:2.raw", { authorization }, "kept")).text(), "+OK\r\n");
    assert.equal(await (await run("GET/ai-cache:1.raw")).text(), "$4\r\nkept\r\n");
    assert.equal(await (await run("DEL/ai-cache:1.raw")).text(), ":1\r\n");
    assert.equal((await run("GET/ai-cache:1.raw", {})).status, 403);
    const other = { authorization: `Basic ${Buffer.from("ai-cache:guess").toString("base64")}` };
    assert.equal((await run("GET/ai-cache:1.raw", other)).status, 403);
    for (const command of ["FLUSHALL", "KEYS/*", "CONFIG/GET/*", "SCAN/0"])
      assert.equal((await run(command)).status, 403, command);
  },
);
