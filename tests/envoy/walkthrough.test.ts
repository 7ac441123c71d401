import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { isFree } from "../../dev/stack/ports.ts";
import { descendants, isRunning } from "../dev/stack/processes.ts";
import { needsModel } from "./support/stack.ts";
import { until } from "./support/until.ts";

const START_MS = 60_000;

describe("`make run` and the commands that it prints", needsModel(), () => {
  let run: ChildProcess;
  let output = "";
  let port: number;
  const ended = new Promise<number | null>((resolve) => {
    before(async () => {
      port = await freeRow();
      run = spawn(process.execPath, ["--import", "tsx", join(PROJECT, "dev", "run.ts")], {
        cwd: PROJECT,
        // Nothing of the developer's own services may be asked.
        env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: `${port}`, ADMIN_PORT: `${port + 6}` },
      });
      run.on("close", resolve);
      for (const stream of [run.stdout!, run.stderr!]) {
        stream.setEncoding("utf8").on("data", (text: string) => (output += text));
      }
      await until("the gateway", () => output.includes("Ctrl-C") || run.exitCode !== null, START_MS);
      assert.equal(run.exitCode, null, output);
    });
  });
  after(() => run.exitCode ?? run.kill("SIGKILL"));

  /** The head and the body that a printed command shows. */
  async function shown(command: number): Promise<{ head: string; body: string; cache: string | undefined }> {
    const commands = output.split("\n").filter((line) => line.trim().startsWith("curl "));
    assert.equal(commands.length, 3, output);
    const { stdout } = await promisify(execFile)("/bin/sh", ["-c", commands[command]!]);
    const [head = "", body = ""] = stdout.split("\r\n\r\n");
    return { head, body: body.trim(), cache: /^x-ai-cache: (.*?)\r?$/m.exec(head)?.[1] };
  }

  test("the first command shows a miss, then a hit with the same answer", async () => {
    const first = await shown(0);
    assert.equal(first.cache, "miss");
    assert.match(first.head, /^HTTP\/1\.1 200/);
    const second = await until("a hit", async () => {
      const again = await shown(0);
      return again.cache === "hit" ? again : null;
    });
    assert.equal(second.body, first.body);
    assert.match(second.head, /^cache-status: ai-cache; hit; ttl=\d+; detail=local/m);
  });

  test("the second, in other words, shows a semantic hit and its distance", async () => {
    const hit = await until("a semantic hit", async () => {
      const answer = await shown(1);
      return answer.cache === "semantic-hit" ? answer : null;
    });
    const distance = Number(/^x-ai-cache-distance: (\S+)/m.exec(hit.head)![1]);
    assert.ok(distance > 0 && distance < 0.1, `${distance}`);
    assert.equal(hit.body, (await shown(0)).body);
  });

  test("the third shows the same answer as a stream", async () => {
    const streamed = await shown(2);
    assert.equal(streamed.cache, "hit");
    assert.match(streamed.head, /^content-type: text\/event-stream/m);
    const events = streamed.body.split("\n\n").map((event) => event.slice("data: ".length));
    assert.equal(events.pop(), "[DONE]");
    const said = events.map((data) => JSON.parse(data).choices[0].delta.content ?? "").join("");
    assert.equal(said, JSON.parse((await shown(0)).body).choices[0].message.content);
  });

  test("the admin page that it prints has the counters", async () => {
    const [, admin] = /admin\s+(\S+)/.exec(output)!;
    const stats = await (await fetch(`http://${admin}/stats/prometheus`)).text();
    assert.match(stats, /^ai_cache_requests_total\{outcome="hit_semantic"\} [1-9]/m);
  });

  test("Ctrl-C ends all of it", async () => {
    const parts = descendants(run.pid!);
    assert.ok(parts.length >= 3, "Envoy, Redis and the model");
    run.kill("SIGINT");
    assert.equal(await ended, 0);
    await until("the end of every part", () => !parts.some(isRunning));
    for (let i = 0; i <= 6; i++) assert.ok(await isFree(port + i), `port ${port + i}`);
  });
});

/** The first of a row of free ports, below those that the system gives away. */
async function freeRow(): Promise<number> {
  for (let port = 12_000 + (process.pid % 500) * 16; ; port += 16) {
    const row = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((i) => isFree(port + i)));
    if (row.every(Boolean)) return port;
  }
}
