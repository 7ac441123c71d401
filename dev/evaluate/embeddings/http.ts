import { setTimeout as sleep } from "node:timers/promises";

/** A service that does not answer as it should, after all tries. */
export class ServiceError extends Error {}

const TRIES = 6;
const FIRST_WAIT_MS = 500;
const PATIENCE_MS = 60_000;
const SHOWN = 300;

/** What is asked of an embedding service. */
export interface Question {
  url: string;
  /** Sent as a bearer token, never shown. */
  apiKey: string;
  body: unknown;
}

/**
 * The JSON that a service answers. What may pass (no connection, 408, 429, 5xx) is tried again, after 0.5 s, 1 s and so
 * on, or when the service says; anything else, and the sixth failure, is an error in the service's own words.
 * @param firstWaitMs before the second try
 */
export async function ask(question: Question, firstWaitMs = FIRST_WAIT_MS): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    const answer = await attempt(question);
    if ("json" in answer) return answer.json;
    if (!answer.mayPass || tries === TRIES)
      throw new ServiceError(`${question.url}: ${answer.fault}${tries > 1 ? `, after ${tries} tries` : ""}`);
    await sleep(answer.waitMs ?? firstWaitMs * 2 ** (tries - 1));
  }
}

type Attempt = { json: unknown } | { fault: string; mayPass: boolean; waitMs: number | null };

async function attempt({ url, apiKey, body }: Question): Promise<Attempt> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    if (response.ok) return read(text);
    const { status } = response;
    const mayPass = status === 408 || status === 429 || status >= 500;
    const seconds = Number(response.headers.get("retry-after") ?? NaN);
    const fault = `status ${status}: ${text.slice(0, SHOWN)}`;
    return { fault, mayPass, waitMs: Number.isFinite(seconds) ? seconds * 1000 : null };
  } catch (error) {
    const { message, cause } = error as Error;
    const fault = cause instanceof Error ? `${message} (${cause.message})` : message;
    return { fault, mayPass: true, waitMs: null };
  }
}

function read(text: string): Attempt {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return { fault: `no JSON: ${text.slice(0, SHOWN)}`, mayPass: false, waitMs: null };
  }
}
