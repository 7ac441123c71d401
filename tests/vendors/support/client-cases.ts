import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { padded } from "../../../dev/standins/dashscope/models.ts";
import { DIMENSION } from "../../../dev/stack/wiring.ts";
import { fresh } from "../../envoy/support/questions.ts";
import { Gateway } from "./gateway.ts";
import type { StoreServer } from "./store-server.ts";

/** What a vendor's client says of a document that the filter wrote. */
interface Read {
  fields: Record<string, unknown>;
  /** Of the document to the vector it is asked for, as the client tells it. */
  distance: number;
  dimension: number;
}

/**
 * What the filter writes the vendor's own client reads, and the other way round.
 * @param program a Python that has the client, or what else runs the script
 * @param script takes a job as JSON on its standard input, and answers with what it has read
 */
export function clientCases(
  name: string,
  start: () => Promise<StoreServer>,
  program: string,
  script: string,
): void {
  let server: StoreServer;
  let gateway: Gateway;
  before(async () => {
    server = await start();
    gateway = await Gateway.start(server);
  });
  after(() => gateway?.close());

  async function vectorOf(question: string): Promise<number[]> {
    const [vector] = await gateway.stack.embedder.embed([question]);
    return padded(vector!, DIMENSION);
  }

  function client(job: object): Promise<Read> {
    const { type, origin, fields } = server;
    const input = JSON.stringify({
      type,
      origin,
      apiKey: fields.apiKey,
      collection: gateway.collection,
      ...job,
    });
    return new Promise((resolve, reject) => {
      const child = execFile(program, [script], { timeout: 60_000 }, (error, stdout, stderr) => {
        if (error) reject(new Error(stderr || error.message));
        else resolve(JSON.parse(stdout) as Read);
      });
      child.stdin!.end(input);
    });
  }

  async function taught(): Promise<{ question: string; key: string }> {
    // The very first one may come before its collection does.
    await gateway.ask(fresh());
    if (!server.isAlwaysThere) await gateway.logged("has been made");
    const question = `${fresh()} "über" 中文`;
    const { key } = await gateway.teach(question);
    return { question, key };
  }

  test(`${name}: its own client reads what the filter has written`, async () => {
    const { question, key } = await taught();
    const read = await client({ read: key, vector: await vectorOf(gateway.near(question, 0.05)) });
    assert.deepEqual([read.fields.key, read.fields.question], [key, question]);
    assert.ok(Math.abs(read.distance - 0.05) < 0.0005, `${read.distance}`);
    assert.equal(read.dimension, DIMENSION);
  });

  test(`${name}: the filter finds what its own client has written`, async () => {
    const { key } = await taught();
    const document = (await gateway.documentOf(key))!;
    const other = fresh();
    const fields = { ...document.fields, key, question: other };
    const write = { id: "f".repeat(64), vector: await vectorOf(other), fields };
    await client({ read: key, vector: write.vector, write });
    const answer = await gateway.ask(gateway.near(other, 0.02));
    assert.deepEqual([answer.cache, answer.key], ["semantic-hit", key]);
  });
}
