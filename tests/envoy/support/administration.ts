import { type Got, send } from "./http.ts";

const PATH = "/ai-cache/purge";
/** The administrator's secret. */
export const TOKEN = "0123456789abcdef";

/** A configuration's part that lets entries be removed. */
export const ADMIN = { admin: { path: PATH, token: TOKEN } };

/** A request of an administrator. */
export function purge(at: { url: string }, headers: Record<string, string>, body?: unknown): Promise<Got> {
  const text = body === undefined ? "" : JSON.stringify(body);
  return send(at.url, { path: PATH, headers: { "x-ai-cache-token": TOKEN, ...headers }, body: text });
}
