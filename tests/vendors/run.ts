/**
 * `make test-vendors`: real vector stores from the package index, and the vendors' own clients against what the filter
 * writes. Installs them into build/clients, some minutes and 2 GB the first time.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { HashedEmbedder } from "../../dev/embedding/hashed.ts";
import { venvPython } from "../../dev/python-venv.ts";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { Child } from "../../dev/stack/child.ts";
import { freePort } from "../../dev/stack/ports.ts";
import { Ollama } from "../../dev/standins/ollama.ts";

const run = promisify(execFile);
const START_MS = 60_000;
const here = join(PROJECT, "tests/vendors/real");
const dir = mkdtempSync(join(tmpdir(), "ai-cache-vendors-"));
let failures = 0;

/** Runs the tests of a file; its output is this program's. */
async function test(file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const args = ["--import", "tsx", "--test", "--test-reporter=spec", join(here, file)];
  const options = { env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await run(process.execPath, args, options).catch((error: { stdout: string }) => {
    failures++;
    return { stdout: error.stdout };
  });
  process.stdout.write(stdout);
}

/**
 * Chroma of this version, asked by these versions of its API.
 * @param hasClient whether its own client is to be tried
 */
async function testChroma(packages: string[], apis: string[], hasClient: boolean): Promise<void> {
  const python = await venvPython(packages);
  const port = await freePort(0);
  // Not bin/chroma: its first line names a folder that the environment has been moved from.
  const main = "from chromadb.cli.cli import app; app()";
  const where = ["--host", "127.0.0.1", "--port", String(port), "--path", join(dir, `chroma-${port}`)];
  const server = new Child(python, ["-c", main, "run", ...where], join(dir, "chroma.log"));
  const origin = `http://127.0.0.1:${port}`;
  try {
    await server.until(async () => (await fetch(`${origin}/api/v2/heartbeat`)).ok, START_MS);
    for (const api of apis) {
      console.log(`\n${packages[0]}, API ${api}`);
      const client = hasClient ? { CHROMA_PYTHON: python } : {};
      await test("chroma.ts", { CHROMA_ORIGIN: origin, CHROMA_API: api, ...client });
    }
  } finally {
    await server.stop();
  }
}

async function testQdrant(): Promise<void> {
  console.log("\nqdrant-client, against the stand-in");
  await test("qdrant.ts", { QDRANT_PYTHON: await venvPython(["qdrant-client==1.20.0"]) });
}

async function testOllama(): Promise<void> {
  const python = await venvPython(["ollama==0.6.3"]);
  const ollama = await new Ollama({ embedder: new HashedEmbedder(), model: "all-minilm" }).start();
  try {
    const env = { ...process.env, OLLAMA_ORIGIN: ollama.origin };
    const { stdout } = await run(python, [join(here, "ollama_check.py")], { env, timeout: START_MS });
    process.stdout.write(stdout);
  } finally {
    await ollama.close();
  }
}

try {
  await testChroma(["chromadb==1.5.9"], ["v2"], true);
  // Its client gets 422 from its own server with the newest of what they are made of.
  await testChroma(["chromadb==0.5.23", "numpy==1.26.4"], ["v1", "v2"], false);
  await testQdrant();
  await testOllama();
} finally {
  rmSync(dir, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;
