import { parseUpstream, type Upstream } from "./upstream.ts";

/** Real services to use in place of the local ones; what is absent stays local. */
export interface Services {
  llm?: { upstream: Upstream; keyVariable: string; model: string };
  dashscope?: { upstream: Upstream; apiKey: string };
  dashvector?: { upstream: Upstream; apiKey: string; collection: string };
  upstash?: { upstream: Upstream; token: string };
  /** `redis:` or `rediss:` URL of a Redis that the local bridge talks to. */
  redisUrl?: string;
}

type Env = Record<string, string | undefined>;

const DASHSCOPE = "https://dashscope.aliyuncs.com";
const DASHVECTOR_VARIABLES = ["DASHVECTOR_ENDPOINT", "DASHVECTOR_API_KEY", "DASHVECTOR_COLLECTION"];
const UPSTASH_VARIABLES = ["UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN"];

/** What the environment asks for is incomplete or contradicts itself; the message says how, a line each. */
export class SettingsError extends Error {}

/** The services that `env` names. */
export function readServices(env: Env): Services {
  const faults = [
    ...missing(env, DASHVECTOR_VARIABLES),
    ...missing(env, UPSTASH_VARIABLES),
    ...["DASHSCOPE_HTTP_BASE_URL", "OPENAI_BASE_URL", "UPSTASH_REDIS_REST_URL"].flatMap((name) =>
      badUrl(env, name),
    ),
    ...(env.DASHSCOPE_HTTP_BASE_URL && !env.DASHSCOPE_API_KEY
      ? ["DASHSCOPE_HTTP_BASE_URL needs DASHSCOPE_API_KEY"]
      : []),
    ...(env.REDIS_URL && env.UPSTASH_REDIS_REST_URL
      ? ["set REDIS_URL or UPSTASH_REDIS_REST_URL, not both"]
      : []),
    ...(env.REDIS_URL && !/^rediss?:\/\//.test(env.REDIS_URL)
      ? ["REDIS_URL is not a redis:// or rediss:// URL"]
      : []),
  ];
  if (faults.length > 0) throw new SettingsError(faults.join("\n"));
  const dashscope = readDashScope(env);
  return {
    dashscope,
    llm: readLlm(env, dashscope?.upstream),
    dashvector: readDashVector(env),
    upstash: readUpstash(env),
    redisUrl: env.REDIS_URL || undefined,
  };
}

function readDashScope(env: Env): Services["dashscope"] {
  if (!env.DASHSCOPE_API_KEY) return undefined;
  // Named as in DashScope's own SDK; accounts outside China use another host.
  const { path: _, ...upstream } = parseUpstream(env.DASHSCOPE_HTTP_BASE_URL || DASHSCOPE);
  return { upstream, apiKey: env.DASHSCOPE_API_KEY };
}

function readLlm(env: Env, dashscope: Upstream | undefined): Services["llm"] {
  const model = env.OPENAI_MODEL;
  if (env.OPENAI_BASE_URL) {
    const upstream = parseUpstream(env.OPENAI_BASE_URL);
    return { upstream, keyVariable: "OPENAI_API_KEY", model: model || "gpt-4o-mini" };
  }
  if (!dashscope) return undefined;
  const upstream = { ...dashscope, path: "/compatible-mode/v1" };
  return { upstream, keyVariable: "DASHSCOPE_API_KEY", model: model || "qwen-plus" };
}

function readDashVector(env: Env): Services["dashvector"] {
  const {
    DASHVECTOR_ENDPOINT: endpoint,
    DASHVECTOR_API_KEY: apiKey,
    DASHVECTOR_COLLECTION: collection,
  } = env;
  if (!endpoint || !apiKey || !collection) return undefined;
  const upstream = parseUpstream(endpoint.includes("://") ? endpoint : `https://${endpoint}`);
  return { upstream, apiKey, collection };
}

function readUpstash(env: Env): Services["upstash"] {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env;
  return url && token ? { upstream: parseUpstream(url), token } : undefined;
}

/** One fault for each of `names` that is not set although another one is. */
function missing(env: Env, names: string[]): string[] {
  const set = names.filter((name) => env[name]);
  if (set.length === 0) return [];
  return names.filter((name) => !env[name]).map((name) => `${name} is missing (${set.join(" and ")} set)`);
}

function badUrl(env: Env, name: string): string[] {
  const url = env[name];
  return !url || /^https?:\/\/[^/]/.test(url) ? [] : [`${name} is not an http:// or https:// URL`];
}
