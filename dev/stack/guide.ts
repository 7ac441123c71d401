import type { Ports } from "./options.ts";
import type { Services } from "./services.ts";
import { authority, type Upstream } from "./upstream.ts";

const QUESTION = "What is the capital of France?";
const SAME_IN_OTHER_WORDS = "Tell me the capital city of France";

/** What `make run` says once the stack is up: what runs where, and what to try. */
export function guide(ports: Ports, services: Services, logFile: string): string {
  const rows = [
    ["gateway", local(ports.gateway), "Envoy with the cache, OpenAI's API"],
    ["admin", local(ports.admin), "metrics at /stats/prometheus"],
    ["LLM", place(services.llm?.upstream, ports.llm), kind(services.llm)],
    [
      "embedding",
      place(services.dashscope?.upstream, ports.dashscope),
      kind(services.dashscope, " (all-MiniLM)"),
    ],
    ["vectors", place(services.dashvector?.upstream, ports.dashvector), kind(services.dashvector)],
    ...redis(ports, services),
  ];
  return [
    "The gateway is up.",
    "",
    ...rows.map(([name = "", where = "", what = ""]) => `  ${name.padEnd(11)}${where.padEnd(32)}${what}`),
    `  ${"log".padEnd(11)}${logFile}`,
    "",
    "Ask twice: x-ai-cache says miss, then hit.",
    `  ${curl(ports, services, QUESTION)}`,
    "Ask in other words: semantic-hit.",
    `  ${curl(ports, services, SAME_IN_OTHER_WORDS)}`,
    "Ask for a stream: the same answer as events.",
    `  ${curl(ports, services, QUESTION, true)}`,
    "",
    "Ctrl-C stops all of it.",
  ].join("\n");
}

function redis(ports: Ports, { upstash, redisUrl }: Services): string[][] {
  if (upstash) return [["Redis", authority(upstash.upstream), "Upstash"]];
  const server = redisUrl
    ? [new URL(redisUrl).host, "REDIS_URL"]
    : [local(ports.redis), "a real Redis, in memory only"];
  return [
    ["Redis", ...server],
    ["bridge", local(ports.bridge), "Upstash's REST API for that Redis"],
  ];
}

function curl(ports: Ports, { llm }: Services, content: string, stream = false): string {
  const body = {
    model: llm?.model ?? "gpt-4o-mini",
    ...(stream ? { stream } : {}),
    messages: [{ role: "user", content }],
  };
  const key = llm ? ` -H "authorization: Bearer $${llm.keyVariable}"` : "";
  const url = `http://${local(ports.gateway)}/v1/chat/completions`;
  return `curl -sS${stream ? "N" : ""} -D- -w '\\n' ${url} -H 'content-type: application/json'${key} -d '${JSON.stringify(body)}'`;
}

function kind(service: object | undefined, note = ""): string {
  return service ? "the real service" : `stand-in${note}`;
}

function place(upstream: Upstream | undefined, port: number): string {
  return upstream ? authority(upstream) : local(port);
}

function local(port: number): string {
  return `127.0.0.1:${port}`;
}
