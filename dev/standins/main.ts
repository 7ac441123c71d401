import { HashedEmbedder } from "../embedding/hashed.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { MiniLm } from "../embedding/minilm.ts";
import { DashScope } from "./dashscope.ts";
import { DashVector } from "./dashvector.ts";
import { Llm } from "./llm.ts";
import type { Standin } from "./server.ts";
import { Upstash } from "./upstash.ts";

/**
 * One stand-in as a process: `node --import tsx main.ts NAME`, ended by SIGTERM or SIGINT.
 *
 * | variable | for | default |
 * |---|---|---|
 * | HOST, PORT | all | 127.0.0.1, any free port |
 * | DASHSCOPE_API_KEY | dashscope | sk-local |
 * | EMBEDDING_PYTHON | dashscope: a Python with dev/requirements.txt; empty means the hashed embedding | |
 * | DASHVECTOR_API_KEY | dashvector | sk-local |
 * | DASHVECTOR_COLLECTION, DASHVECTOR_DIMENSION | dashvector | ai-cache, 1024 |
 * | LLM_API_KEY | llm: empty accepts any | |
 * | LLM_THINKING_MS, LLM_TOKEN_MS | llm | 600, 20 |
 * | UPSTASH_TOKEN, REDIS_URL | upstash | local, redis://127.0.0.1:6379 |
 */
const env = process.env;
const address = { host: env.HOST || "127.0.0.1", port: Number(env.PORT || 0) };
const closing: (() => Promise<void>)[] = [];

const builders: Record<string, () => Standin | Promise<Standin>> = {
  dashscope: async () => {
    const embedder: Embedder = env.EMBEDDING_PYTHON
      ? await MiniLm.start(env.EMBEDDING_PYTHON)
      : new HashedEmbedder();
    closing.push(() => embedder.close());
    return new DashScope({ ...address, embedder, apiKey: env.DASHSCOPE_API_KEY || "sk-local" });
  },
  dashvector: () => {
    const name = env.DASHVECTOR_COLLECTION || "ai-cache";
    const collections = [{ name, dimension: Number(env.DASHVECTOR_DIMENSION || 1024) }];
    return new DashVector({ ...address, collections, apiKey: env.DASHVECTOR_API_KEY || "sk-local" });
  },
  llm: () => {
    const times = { thinkingMs: Number(env.LLM_THINKING_MS || 600), tokenMs: Number(env.LLM_TOKEN_MS || 20) };
    return new Llm({ ...address, ...times, ...(env.LLM_API_KEY ? { apiKey: env.LLM_API_KEY } : {}) });
  },
  upstash: () =>
    new Upstash({
      ...address,
      redisUrl: env.REDIS_URL || "redis://127.0.0.1:6379",
      token: env.UPSTASH_TOKEN || "local",
    }),
};

const name = process.argv[2] ?? "";
const build = builders[name];
if (!build) {
  console.error(`usage: main.ts ${Object.keys(builders).join("|")}`);
  process.exit(2);
}
const standin = await (await build()).start();
closing.unshift(() => standin.close());
console.log(`${name} listens on ${standin.origin}`);

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => {
    void Promise.all(closing.map((close) => close())).then(() => process.exit(0));
  });
}
