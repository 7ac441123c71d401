import assert from "node:assert/strict";
import type { HashedEmbedder } from "../../../dev/embedding/hashed.ts";
import type { PluginConfig, Section } from "../../../dev/stack/plugin-config.ts";
import type { Stack } from "../../../dev/stack/stack.ts";
import { Relay } from "../../../dev/standins/relay.ts";
import { type Answer, ask, type Extras } from "../../envoy/support/chat.ts";
import { fresh } from "../../envoy/support/questions.ts";
import { startStack } from "../../envoy/support/stack.ts";
import { inRedis } from "../../envoy/support/stored.ts";
import { until } from "../../envoy/support/until.ts";
import type { StoredDocument, StoreServer } from "./store-server.ts";

const ADMIN = { path: "/ai-cache/purge", token: "0123456789abcdef" };

/** A real Envoy with the filter, before a vector store that is reached through a relay. */
export class Gateway {
  readonly stack: Stack;
  /** What stands between the filter and the store. */
  readonly relay: Relay;
  /** The collection in use. */
  collection: string;
  private readonly server: StoreServer;

  private constructor(server: StoreServer, stack: Stack, relay: Relay, collection: string) {
    this.server = server;
    this.stack = stack;
    this.relay = relay;
    this.collection = collection;
  }

  /** The collection does not exist: the filter is to make it. */
  static async start(server: StoreServer): Promise<Gateway> {
    const collection = newName();
    const relay = await new Relay(server.origin).start();
    const upstream = { host: "127.0.0.1", port: relay.port };
    const stack = await startStack({
      services: { dashvector: { upstream, apiKey: "unused", collection } },
      config: (config) => configured(config, server, collection, {}),
    });
    return new Gateway(server, stack, relay, collection);
  }

  async close(): Promise<void> {
    await this.stack.close();
    await this.relay.close();
    await this.server.close();
  }

  /** From now on this collection is used, with these further fields of section `vector`. */
  async use(
    collection: string,
    fields: Section = {},
    change = (config: PluginConfig): object => config,
  ): Promise<void> {
    const { accepted, log } = await this.stack.reload((config) =>
      change(configured(config, this.server, collection, fields)),
    );
    assert.ok(accepted, log);
    this.collection = collection;
  }

  ask(question: string, extras?: Extras): Promise<Answer> {
    return ask(this.stack, question, extras);
  }

  /** Asks a question that was never asked, and waits until its answer is stored and its document is there. */
  async teach(question: string, extras?: Extras): Promise<Answer> {
    const answer = await this.ask(question, extras);
    assert.equal(answer.cache, "miss", answer.status);
    await inRedis(this.stack, answer);
    await until(`document ${answer.key}`, () => this.documentOf(answer.key));
    return answer;
  }

  /** A question that no other test asks, as far from `other` as told. */
  near(other: string, distance: number): string {
    const question = fresh();
    (this.stack.embedder as HashedEmbedder).near(question, other, distance);
    return question;
  }

  documents(): Promise<StoredDocument[]> {
    return this.server.documents(this.collection);
  }

  async documentOf(id: string): Promise<StoredDocument | undefined> {
    return (await this.documents()).find((document) => document.id === id);
  }

  /** Waits until the log has a line with these words. */
  async logged(words: string): Promise<void> {
    await until(`a line with: ${words}`, () => this.stack.envoyLog().includes(words));
  }

  /** Has the entry `key` removed. */
  async purge(key: string): Promise<number> {
    const headers = { "x-ai-cache-token": ADMIN.token, "x-ai-cache-key": key };
    return (await fetch(this.stack.url + ADMIN.path, { method: "POST", headers })).status;
  }
}

/** The name of a collection that nobody else has. */
export function newName(): string {
  return `t${fresh().slice(1, 7)}`;
}

function configured(
  config: PluginConfig,
  server: StoreServer,
  collection: string,
  fields: Section,
): PluginConfig {
  const where = {
    type: server.type,
    cluster: "dashvector",
    serviceHost: "vectors.example",
    collectionID: collection,
  };
  return {
    ...config,
    vector: { ...where, create: true, sweepInterval: 0, ...server.fields, ...fields },
    admin: ADMIN,
  };
}
