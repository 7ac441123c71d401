import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { V8Host } from "../../../dev/v8-host/host.ts";
import { CONFIGURATIONS } from "../../image/support/configurations.ts";
import { HIGRESS, WEBDIS } from "../../v8-host/support/backends.ts";
import { saying } from "../../v8-host/support/chat.ts";
import { bytesOf, mutated, mutations, type Raw, rawOf } from "../generators/bytes.ts";
import { jsonText } from "../generators/json.ts";
import { known } from "../support/known.ts";
import type { Check, Property } from "../support/property.ts";

interface Case {
  isHigress: boolean;
  text: Raw;
  /** Whether what is secret in it is still where it was. */
  keepsSecrets: boolean;
}

type Json = Record<string, unknown>;

const SECRET = "s3cr3t-0123456789abcdef-do-not-tell";
const SECRETS = [
  "apiKey",
  "token",
  "password",
  "signingKey",
  "otherSigningKey",
  "apiSecret",
  "textinSecretCode",
  "dashScopeKey",
  "dashVectorKey",
];
const FOLDER = join(PROJECT, "tests/fixtures/higress-ai-cache");
const BODY = '{"model":"m","messages":[{"role":"user","content":"What?"}]}';
/** A configuration that was taken and replaced leaves nothing; some are on their way at a time. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Configurations to begin with, with a secret that is known in each place for one. */
const SAMPLES: Json[] = [
  ...Object.values(CONFIGURATIONS),
  ...readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Json),
].map((sample) => withSecrets(sample) as Json);

function withSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSecrets);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, inner]) => [
    name,
    SECRETS.includes(name) ? SECRET : withSecrets(inner),
  ]);
  return Object.fromEntries(members) as Json;
}

/** Paths to every member of `value`, but to secrets. */
function paths(value: unknown, above: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .filter(([name]) => !SECRETS.includes(name))
    .flatMap(([name, inner]) => [[...above, name], ...paths(inner, [...above, name])]);
}

/** A member's value as JSON in the place of the one at `path`; null takes it away. */
interface Edit {
  path: number;
  value: string | null;
}

function edited(sample: Json, edits: readonly Edit[]): string {
  const places: string[] = [];
  let copy = structuredClone(sample);
  for (const { path, value } of edits) {
    const all = paths(copy);
    const place = all[path % all.length];
    if (place) copy = edit(copy, place, value === null ? undefined : `@${places.push(value) - 1}@`) as Json;
  }
  return JSON.stringify(copy).replaceAll(/"@(\d+)@"/g, (_, index: string) => places[Number(index)]!);
}

function edit(value: unknown, [name = "", ...rest]: string[], by: unknown): unknown {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as Json) }) as Json;
  copy[name] = rest.length > 0 ? edit(copy[name], rest, by) : by;
  return copy;
}

const sample = fc.nat(SAMPLES.length - 1).map((index) => SAMPLES[index]!);
const numbers = ["-1", "0", "1", "65536", "2147483648", "1e999", "-0.5", "1.5", "99999999999999999999"];
const texts = [
  '""',
  '"a b"',
  '"auto"',
  '"\\u0000"',
  '"\\ud800"',
  '"a%s"',
  `"${"x".repeat(5000)}"`,
  '"redis"',
  '"é"',
];
const fieldValue = fc.oneof(fc.constantFrom(...numbers, ...texts), jsonText, fc.constant(null));
const edits = fc.array(fc.record({ path: fc.nat(1000), value: fieldValue }), { maxLength: 4 });

function checkOn(hosts: V8Host[], { isHigress, text, keepsSecrets }: Case): void {
  const host = hosts[isHigress ? 1 : 0]!;
  const plugin = host.configure(bytesOf(text));
  const lines = host.log.lines();
  if (!plugin.accepted) assert.ok(host.log.lines("error").length > 0, "who is refused is told why");
  else {
    const stream = plugin.open().send(BODY);
    host.clock.advance(300_000);
    const answer = saying("That.");
    if (stream.sentUpstream && !stream.answered) stream.respond(answer);
    // With other words in the configuration these may be an administrator's.
    assert.ok(stream.answered!.text === answer.body || stream.isLocal, "the client gets what the LLM sent");
  }
  plugin.retire();
  host.clock.advance(700_000);
  assert.equal(plugin.state, "deleted", "a configuration that is replaced ends");
  if (keepsSecrets) for (const line of lines) assert.ok(!line.includes(SECRET), `told: ${line}`);
  host.check();
  assert.ok(host.memoryBytes <= MOST_BYTES, `${host.memoryBytes} bytes`);
  host.log.all.length = 0;
}

/** Configurations as they may come. */
export const configurations: Property<Case> = {
  title: "a configuration is taken or refused with a reason, tells no secret, and ends when it is replaced",
  cases: fc
    .record({ isHigress: fc.boolean(), made: fc.tuple(sample, edits, fc.option(mutations, { freq: 3 })) })
    .map(({ isHigress, made: [json, list, changes] }) => {
      const text = rawOf(edited(json, list));
      return { isHigress, text: changes ? mutated(text, changes) : text, keepsSecrets: changes === null };
    }),
  known: known("configurations"),
  async open(): Promise<Check<Case>> {
    const hosts = await Promise.all(
      [WEBDIS, HIGRESS].map(({ path }) => V8Host.load(path, { allowOnHeadersStopIteration: true })),
    );
    return (one) => checkOn(hosts, one);
  },
};
