import type { Ports } from "./options.ts";
import { isFree } from "./ports.ts";
import { SettingsError } from "./services.ts";

type Env = Record<string, string | undefined>;

/** The parts behind the gateway, in the order of their ports. */
const BEHIND = ["redis", "bridge", "dashscope", "dashvector", "llm"] as const;

/** The ports of a local run: `PORT` for the gateway, those after it for the parts behind it, and `ADMIN_PORT`. */
export function readPorts(env: Env): Ports {
  const gateway = readPort(env, "PORT", 10000);
  const admin = readPort(env, "ADMIN_PORT", 9901);
  if (gateway + BEHIND.length > 65535)
    throw new SettingsError(`PORT=${gateway} leaves no room for the ports after it`);
  if (admin >= gateway && admin <= gateway + BEHIND.length) {
    throw new SettingsError(
      `ADMIN_PORT=${admin} is one of the ports ${gateway} to ${gateway + BEHIND.length} of PORT`,
    );
  }
  const [redis, bridge, dashscope, dashvector, llm] = BEHIND.map((_, i) => gateway + 1 + i) as Five;
  return { gateway, admin, redis, bridge, dashscope, dashvector, llm };
}

/** Throws, naming the port and the variable to change, when one of `ports` is busy. */
export async function checkFree(ports: Ports): Promise<void> {
  for (const [part, port] of Object.entries(ports)) {
    if (await isFree(port)) continue;
    const variable = part === "admin" ? "ADMIN_PORT" : "PORT";
    const offset = port - ports.gateway;
    const which = variable === "PORT" && offset > 0 ? `PORT+${offset}, for ${part}` : variable;
    throw new SettingsError(`port ${port} (${which}) is in use; set ${variable} to another one`);
  }
}

type Five = [number, number, number, number, number];

function readPort(env: Env, variable: string, otherwise: number): number {
  const text = env[variable] || String(otherwise);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new SettingsError(`${variable}: expected a port from 1 to 65535, got "${text}"`);
  }
  return port;
}
