import type { Faults } from "../input/fault.ts";
import { dashscope } from "./dashscope.ts";
import { hashed, minilm } from "./local.ts";
import { openai } from "./openai.ts";
import type { Source } from "./source.ts";

type Env = Record<string, string | undefined>;

const NAMES = ["minilm", "dashscope", "openai", "hashed"];
const MAX_BATCH = 2048;

/** The source that `EMBEDDER` names; what is missing for it is added to `faults`. */
export function chooseSource(env: Env, faults: Faults): Source {
  const name = env.EMBEDDER || "minilm";
  if (!NAMES.includes(name)) faults.add("EMBEDDER", `expected one of ${NAMES.join(", ")}, got ${name}`);
  if (name === "hashed") return hashed;
  if (name !== "dashscope" && name !== "openai") return minilm;
  const dimension = whole(env, "DIMENSION", 4096, faults);
  const batch = whole(env, "BATCH", MAX_BATCH, faults);
  if (name === "openai") {
    return openai(
      {
        baseUrl: baseUrl(env, "OPENAI_BASE_URL", "https://api.openai.com/v1", faults),
        apiKey: required(env, "OPENAI_API_KEY", faults),
        model: env.MODEL || "text-embedding-3-small",
        dimension,
      },
      batch ?? undefined,
    );
  }
  return dashscope({
    baseUrl: baseUrl(env, "DASHSCOPE_HTTP_BASE_URL", "https://dashscope.aliyuncs.com", faults),
    apiKey: required(env, "DASHSCOPE_API_KEY", faults),
    model: env.MODEL || "text-embedding-v4",
    dimension,
  });
}

function required(env: Env, name: string, faults: Faults): string {
  if (!env[name]) faults.add(name, `expected a key for EMBEDDER=${env.EMBEDDER}, got none`);
  return env[name] ?? "";
}

function baseUrl(env: Env, name: string, usual: string, faults: Faults): string {
  const url = env[name] || usual;
  if (!/^https?:\/\/[^/]/.test(url)) faults.add(name, `expected an http:// or https:// URL, got ${url}`);
  return url;
}

/** A whole number from 1 up to `most`; null where none is given. */
function whole(env: Env, name: string, most: number, faults: Faults): number | null {
  const text = env[name];
  if (!text) return null;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  faults.add(name, `expected a whole number from 1 to ${most}, got ${text}`);
  return null;
}
