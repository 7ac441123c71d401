/** How strings are written: as UTF-8 text, or in base64 when the client asks by `Upstash-Encoding`. */
export type Encoding = "utf8" | "base64";

/** One command's outcome: `{"result": …}` or `{"error": "…"}`. */
export type Outcome = { result: unknown } | { error: string };

/** The outcome in a reply of ioredis, where an error stands for a command that failed. */
export function outcome(reply: unknown, encoding: Encoding): Outcome {
  return reply instanceof Error ? { error: reply.message } : { result: written(reply, encoding) };
}

/** Bytes that are no UTF-8 become U+FFFD in text; "OK" stays as it is in base64, as the service documents. */
function written(value: unknown, encoding: Encoding): unknown {
  if (Array.isArray(value)) return value.map((item) => written(item, encoding));
  if (value instanceof Error) return value.message;
  if (typeof value !== "string" && !Buffer.isBuffer(value)) return value ?? null;
  const bytes = Buffer.from(value as string);
  return bytes.toString("latin1") === "OK" ? "OK" : bytes.toString(encoding);
}
