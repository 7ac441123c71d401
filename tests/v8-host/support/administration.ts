import type { Stream } from "../../../dev/v8-host/stream.ts";
import { asking } from "./chat.ts";
import type { World } from "./world.ts";

const PATH = "/ai-cache/purge";
const TOKEN = "0123456789abcdef";

/** A configuration's part that lets entries be removed. */
export const ADMIN = { admin: { path: PATH, token: TOKEN } };

/** An administrator removes the answer to a question, and waits until that is done. */
export function purge(world: World, question: string): Stream {
  const stream = world.send(asking(question), { headers: { ":path": PATH, "x-ai-cache-token": TOKEN } });
  world.host.clock.settle();
  return stream;
}
