/**
 * The real Python clients against the stand-ins: node --import tsx tests/dev/clients/run.ts
 *
 * Needs a package index the first time, when it makes virtual environments under build/clients: pip cannot install
 * dashscope 2.0.2 beside dashvector 1.0.23. `PYTHON` names the Python they are made with.
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { venvPython } from "../../../dev/python-venv.ts";
import { HashedEmbedder } from "../../../dev/embedding/hashed.ts";
import { AzureOpenAi } from "../../../dev/standins/azure.ts";
import { Cohere } from "../../../dev/standins/cohere.ts";
import { DashScope } from "../../../dev/standins/dashscope.ts";
import { DashVector } from "../../../dev/standins/dashvector.ts";
import { Tei } from "../../../dev/standins/tei.ts";

const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const TIMEOUT_MS = 60_000;
const KEY = "sk-clients";

async function check(python: string, script: string, port: number): Promise<void> {
  const env = { ...process.env, STANDIN_PORT: `${port}`, STANDIN_KEY: KEY, DASHVECTOR_INSECURE_MODE: "true" };
  const { stdout } = await run(python, [join(here, script)], {
    env,
    timeout: TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  process.stdout.write(stdout);
}

const older = await venvPython(["dashscope==2.0.2", "dashvector==1.0.6"]);
const others = await venvPython([
  "openai==3.57.0",
  "cohere==7.3.1",
  "huggingface-hub==2.4.0",
  "numpy==2.4.6",
]);
const newer = await venvPython(["dashvector==1.0.23"]);
const dashScope = await new DashScope({ embedder: new HashedEmbedder(), apiKey: KEY }).start();
const dashVector = await new DashVector({ apiKey: KEY }).start();
const embedder = new HashedEmbedder();
const azure = await new AzureOpenAi({ embedder, apiKey: KEY, model: "text-embedding-ada-002" }).start();
const cohere = await new Cohere({ embedder, apiKey: KEY, model: "embed-v4.0" }).start();
const tei = await new Tei({ embedder, apiKey: KEY }).start();
try {
  await check(older, "dashscope_client.py", dashScope.port);
  await check(older, "dashvector_client.py", dashVector.port);
  dashVector.reset();
  await check(newer, "dashvector_client.py", dashVector.port);
  await check(others, "azure_client.py", azure.port);
  await check(others, "cohere_client.py", cohere.port);
  await check(others, "huggingface_client.py", tei.port);
} finally {
  await dashScope.close();
  await dashVector.close();
  await azure.close();
  await cohere.close();
  await tei.close();
}
