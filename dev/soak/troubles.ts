import { setTimeout as sleep } from "node:timers/promises";
import type { PluginConfig } from "../stack/plugin-config.ts";
import type { Redis } from "../stack/redis.ts";
import type { Stack } from "../stack/stack.ts";
import type { Services } from "./services.ts";

/** Everything that trouble can be made for. */
export interface Surroundings {
  stack: Stack;
  redis: Redis;
  services: Services;
  /** Makes the configuration that the soak began with. */
  configured: (config: PluginConfig) => PluginConfig;
}

/** Something that goes wrong, for a while. */
export interface Trouble {
  name: string;
  begin: (surroundings: Surroundings) => Promise<unknown>;
  end: (surroundings: Surroundings) => Promise<unknown>;
}

let configuration = 0;

/** Another configuration, as good as the one before. */
export async function reload({ stack, configured }: Surroundings): Promise<void> {
  const size = 1_000_000 + ++configuration;
  const { accepted, log } = await stack.reload((config) => ({ ...configured(config), maxEntryBytes: size }));
  if (!accepted) throw new Error(`a configuration was refused: ${log}`);
}

/** In turns, for as long as the soak goes on. */
export const TROUBLES: Trouble[] = [
  {
    name: "Redis stopped, its data lost",
    begin: ({ redis }) => redis.stop(),
    end: ({ redis }) => redis.start(),
  },
  {
    name: "embedder stalled",
    begin: ({ services }) => services.fail("embedding", { hang: true }),
    end: ({ services }) => services.fail("embedding", null),
  },
  { name: "configuration reloaded", begin: reload, end: () => sleep(0) },
  {
    name: "vector store failing",
    begin: ({ services }) => services.fail("vector", { status: 503 }),
    end: ({ services }) => services.fail("vector", null),
  },
  {
    name: "Redis stalled, configuration reloaded",
    begin: async (surroundings) => {
      await surroundings.services.fail("redis", { hang: true });
      await reload(surroundings);
    },
    end: ({ services }) => services.fail("redis", null),
  },
  {
    name: "Redis resetting connections",
    begin: ({ services }) => services.fail("redis", { reset: true }),
    end: ({ services }) => services.fail("redis", null),
  },
];
