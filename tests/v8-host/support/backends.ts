import { existsSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../../dev/stack/binaries.ts";

/** How the filter comes to Redis: the bridges over HTTP in stock Envoy, the native callout in Higress. */
export type Dialect = "webdis" | "upstash" | "redis";

/** A built module, and a Redis as it reaches it. */
export interface Backend {
  dialect: Dialect;
  path: string;
}

const STOCK = process.env.AI_CACHE_WASM || join(PROJECT, "build/ai-cache.wasm");

/** Higress's module. */
export const HIGRESS: Backend = { dialect: "redis", path: join(PROJECT, "build/ai-cache-higress.wasm") };
export const WEBDIS: Backend = { dialect: "webdis", path: STOCK };
export const UPSTASH: Backend = { dialect: "upstash", path: STOCK };

/** Whether Higress's module has been built. */
export const HAS_HIGRESS = existsSync(HIGRESS.path);
if (!HAS_HIGRESS) console.error(`!!! ${HIGRESS.path} IS NOT BUILT, so it is not tested here`);

/** Every way there is. */
export const BACKENDS: Backend[] = HAS_HIGRESS ? [WEBDIS, UPSTASH, HIGRESS] : [WEBDIS, UPSTASH];
