import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, test } from "node:test";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { isFree } from "../../../dev/stack/ports.ts";
import { descendants, eventually, isRunning } from "./processes.ts";

/** A free row of ports for a whole run; tests of other files take ports from higher up. */
async function freeRow(): Promise<number> {
  for (let port = 21000 + (process.pid % 500) * 16; ; port += 16) {
    const row = [0, 1, 2, 3, 4, 5, 6].map((i) => isFree(port + i));
    if ((await Promise.all(row)).every(Boolean)) return port;
  }
}

interface Run {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

const children: ChildProcess[] = [];
// A test that failed half-way must not keep the others waiting for its stack.
after(() => children.forEach((child) => child.kill("SIGKILL")));

function run(env: Record<string, string>): Run {
  const child = spawn(process.execPath, ["--import", "tsx", join(PROJECT, "dev", "run.ts")], {
    cwd: PROJECT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  children.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  return { child, output: () => output, ended: new Promise((resolve) => child.on("close", resolve)) };
}

async function started(): Promise<Run & { port: number }> {
  const port = await freeRow();
  const gateway = run({ PORT: String(port), ADMIN_PORT: String(port + 6) });
  assert.ok(await eventually(() => gateway.output().includes("Ctrl-C"), 30_000), gateway.output());
  return { ...gateway, port };
}

test("a busy port ends the run with one line that names it", async () => {
  const port = await freeRow();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port + 4, "127.0.0.1", resolve));
  const { output, ended } = run({ PORT: String(port), ADMIN_PORT: String(port + 6) });
  assert.equal(await ended, 1);
  assert.equal(output(), `port ${port + 4} (PORT+4, for dashvector) is in use; set PORT to another one\n`);
  server.close();
});

test("half of a service's variables end the run with the name of the missing one", async () => {
  const { output, ended } = run({ UPSTASH_REDIS_REST_URL: "https://h.example" });
  assert.equal(await ended, 1);
  assert.equal(output(), "UPSTASH_REDIS_REST_TOKEN is missing (UPSTASH_REDIS_REST_URL set)\n");
});

test("the printed commands work, and Ctrl-C stops all of it", async () => {
  const { child, output, ended, port } = await started();
  const commands = output()
    .split("\n")
    .filter((line) => line.includes("curl "));
  assert.equal(commands.length, 3);
  const [first, inOtherWords, streamed] = commands as [string, string, string];
  assert.match(await shell(first), /x-ai-cache: miss/);
  assert.ok(await eventually(async () => /x-ai-cache: hit/.test(await shell(first))));
  assert.ok(await eventually(async () => /x-ai-cache: semantic-hit/.test(await shell(inOtherWords))));
  assert.match(await shell(streamed), /x-ai-cache: hit[^]*data: \[DONE\]/);
  const parts = descendants(child.pid!);
  assert.ok(parts.length >= 3, "Envoy, Redis and the embedding model");
  child.kill("SIGINT");
  assert.equal(await ended, 0);
  assert.ok(await eventually(() => !parts.some(isRunning)));
  assert.ok(await isFree(port));
});

test("a run that is killed leaves nothing behind", async () => {
  const { child, ended } = await started();
  const parts = descendants(child.pid!);
  child.kill("SIGKILL");
  await ended;
  assert.ok(await eventually(() => !parts.some(isRunning)));
});

function shell(command: string): Promise<string> {
  const child = spawn("/bin/sh", ["-c", command]);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((resolve) => child.on("close", () => resolve(output)));
}
