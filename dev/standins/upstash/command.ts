import type { Received } from "../received.ts";
import { json, Refusal } from "../reply.ts";

/** A Redis command: its name, then its arguments. */
export type Command = [name: string, ...args: (string | Buffer)[]];

/** Wording of the service for a body it cannot read. */
export function syntaxError(): Refusal {
  return new Refusal(json(400, { error: "ERR failed to parse command" }));
}

/** The command of a `POST /` body: `["SET", "k", "v", "EX", 100]`. */
export function commandInBody(body: string): Command {
  return toCommand(parsed(body));
}

/** The commands of a `/pipeline` or `/multi-exec` body: an array of arrays. */
export function commandsInBody(body: string): Command[] {
  const rows = parsed(body);
  if (!Array.isArray(rows) || rows.length === 0) throw syntaxError();
  return rows.map(toCommand);
}

/**
 * The command of a path such as `/set/key`. The body, if any, is the next argument as raw bytes, and the query
 * string gives what follows it: `POST /set/key?EX=60`. An empty query value is an option without one: `?NX`.
 */
export function commandInPath(request: Received): Command {
  const { pathname, searchParams } = request.url;
  const [name = "", ...args] = pathname.slice(1).split("/").map(decodeURIComponent);
  const options = [...searchParams].filter(([key]) => key !== "_token");
  const after = options.flatMap(([key, value]) => (value === "" ? [key] : [key, value]));
  const hasBody = request.method === "POST" || request.method === "PUT" ? request.bytes.length > 0 : false;
  return [name, ...args, ...(hasBody ? [request.bytes] : []), ...after];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw syntaxError();
  }
}

function toCommand(row: unknown): Command {
  if (!Array.isArray(row) || typeof row[0] !== "string" || row[0] === "") throw syntaxError();
  return [row[0], ...row.slice(1).map(toArgument)];
}

/** Numbers and booleans as their text; an object, which clients send for JSON values, as its JSON. */
function toArgument(value: unknown): string {
  if (value === null || value === undefined) throw syntaxError();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
