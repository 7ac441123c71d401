import { mkdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { PROJECT } from "./stack/binaries.ts";
import { guide } from "./stack/guide.ts";
import { checkFree, readPorts } from "./stack/run-ports.ts";
import { readServices, SettingsError } from "./stack/services.ts";
import { Stack } from "./stack/stack.ts";

/**
 * `make run`: the whole stack on this machine until Ctrl-C.
 *
 * | variable | meaning | default |
 * |---|---|---|
 * | PORT | the gateway; the parts behind it take the ports after it | 10000 |
 * | ADMIN_PORT | Envoy's admin page | 9901 |
 * | LOG_LEVEL | Envoy's; `warning,wasm:debug` sets one component's too | info |
 *
 * The variables that put real services in place of stand-ins are in `stack/services.ts`.
 */
async function run(): Promise<void> {
  const { env } = process;
  const services = readServices(env);
  const ports = readPorts(env);
  await checkFree(ports);
  console.log("Starting Envoy, Redis and the embedding model …");
  const logFile = newLog(ports.gateway);
  const stack = await Stack.start({
    ports,
    services,
    logFile,
    concurrency: 2,
    embedder: "minilm",
    // As slow as a real model: a hit is to be felt, not only read in a header.
    llm: { thinkingMs: 600, tokenMs: 20 },
    logLevel: env.LOG_LEVEL || "info",
  });
  stopOnSignal(stack);
  void stack.envoy.ended.then(onEnvoyEnd);
  console.log(guide(ports, services, relative(process.cwd(), logFile)));
}

let stopping = false;

/** The first signal ends the stack in order, a second one at once. */
function stopOnSignal(stack: Stack): void {
  const onSignal = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    console.log("\nStopping …");
    void stack.close().then(() => process.exit(0));
  };
  for (const signal of SIGNALS) process.removeAllListeners(signal).on(signal, onSignal);
}

function onEnvoyEnd(reason: string): void {
  if (stopping) return;
  console.error(reason);
  process.exit(1);
}

/** A log of its own for each stack that runs side by side. */
function newLog(port: number): string {
  const folder = join(PROJECT, "build", "run");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `envoy-${port}.log`);
  rmSync(file, { force: true });
  return file;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
// Until the stack is up there is nothing to end in order: `exit` lets every part be killed.
for (const signal of SIGNALS) process.on(signal, () => process.exit(130));

run().catch((error: unknown) => {
  const expected = error instanceof SettingsError;
  console.error(expected ? error.message : error);
  process.exit(1);
});
