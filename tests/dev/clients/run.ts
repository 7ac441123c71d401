/**
 * The real Python clients against the stand-ins: node --import tsx tests/dev/clients/run.ts
 *
 * Needs a package index the first time, when it makes two virtual environments under build/clients: pip cannot
 * install dashscope 2.0.2 beside dashvector 1.0.23. `PYTHON` names the Python they are made with.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { HashedEmbedder } from "../../../dev/embedding/hashed.ts";
import { DashScope } from "../../../dev/standins/dashscope.ts";
import { DashVector } from "../../../dev/standins/dashvector.ts";

const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const venvs = fileURLToPath(new URL("../../../build/clients/", import.meta.url));
const TIMEOUT_MS = 60_000;
const KEY = "sk-clients";

/** The Python of a virtual environment holding exactly `packages`, made when there is none. */
async function python(packages: string[]): Promise<string> {
  const venv = join(venvs, packages.join("+").replaceAll("==", "-"));
  if (!existsSync(venv)) {
    const unfinished = `${venv}.unfinished`;
    mkdirSync(venvs, { recursive: true });
    rmSync(unfinished, { recursive: true, force: true });
    console.log(`installing ${packages.join(" ")}`);
    await run(process.env.PYTHON || "python3", ["-m", "venv", unfinished]);
    await run(join(unfinished, "bin/python"), ["-m", "pip", "install", "--quiet", ...packages]);
    renameSync(unfinished, venv);
  }
  return join(venv, "bin/python");
}

async function check(python: string, script: string, port: number): Promise<void> {
  const env = { ...process.env, STANDIN_PORT: `${port}`, STANDIN_KEY: KEY, DASHVECTOR_INSECURE_MODE: "true" };
  const { stdout } = await run(python, [join(here, script)], {
    env,
    timeout: TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  process.stdout.write(stdout);
}

const older = await python(["dashscope==2.0.2", "dashvector==1.0.6"]);
const newer = await python(["dashvector==1.0.23"]);
const dashScope = await new DashScope({ embedder: new HashedEmbedder(), apiKey: KEY }).start();
const dashVector = await new DashVector({ apiKey: KEY }).start();
try {
  await check(older, "dashscope_client.py", dashScope.port);
  await check(older, "dashvector_client.py", dashVector.port);
  dashVector.reset();
  await check(newer, "dashvector_client.py", dashVector.port);
} finally {
  await dashScope.close();
  await dashVector.close();
}
