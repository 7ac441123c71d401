import type { Reply } from "./reply.ts";

/** How one request goes wrong; set by a test through `Standin.fault`. */
export interface Fault {
  /** Wait before anything else, milliseconds. Alone it only makes the answer late. */
  delayMs?: number;
  /** Answer with this status instead of the real answer. */
  status?: number;
  /** Added to the answer, real or not. */
  headers?: Record<string, string>;
  /** Answer with this body instead of the real answer. */
  body?: string | Uint8Array;
  /** Destroy the socket without an answer. */
  reset?: boolean;
  /** Never answer; the connection stays open. */
  hang?: boolean;
  /** Send the head and this many bytes of the body, then destroy the socket. */
  resetAfterBytes?: number;
  /** Send the body byte by byte, this many milliseconds apart. */
  dripMs?: number;
}

/** The answer that replaces the real one, or null when the real one is to be given. */
export function replacement(fault: Fault): Reply | null {
  if (fault.status === undefined && fault.body === undefined) return null;
  return {
    status: fault.status ?? 200,
    headers: { "content-type": "application/json" },
    body: fault.body ?? JSON.stringify({ error: { message: "a fault set by the test" } }),
  };
}
