import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../dev/standins/main.ts", import.meta.url));

function start(name: string, env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", MAIN, name], { env: { ...process.env, ...env } });
}

/** The address a stand-in says it listens on. */
async function origin(child: ChildProcess): Promise<string> {
  for await (const text of child.stdout!) {
    const found = /listens on (http:\S+)/.exec(String(text));
    if (found) return found[1]!;
  }
  throw new Error("it ended without listening");
}

for (const name of ["dashscope", "dashvector", "llm"]) {
  test(`${name} runs as a process until it is told to stop`, { timeout: 20_000 }, async () => {
    const child = start(name);
    try {
      const ended = once(child, "exit");
      assert.equal((await fetch(`${await origin(child)}/nowhere`)).status, name === "dashvector" ? 401 : 404);
      child.kill("SIGTERM");
      assert.deepEqual(await ended, [0, null]);
    } finally {
      child.kill("SIGKILL");
    }
  });
}

test("an unknown name is refused", { timeout: 20_000 }, async () => {
  const child = start("other");
  const [code] = (await once(child, "exit")) as [number];
  assert.equal(code, 2);
});
