import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv } from "ajv";
import { modulePath, PACKAGE } from "../../dev/image/build.ts";
import { MODULES } from "../../dev/image/modules.ts";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { V8Host } from "../../dev/v8-host/host.ts";
import { CONDITIONS, CONFIGURATIONS, hasField, type Json, withField } from "./support/configurations.ts";
import { type Field, fieldsOf, namesIn, type Schema, SCHEMA, SPEC } from "./support/schema.ts";

const CONFIG = join(PROJECT, "assembly", "config");

/** Texts in a grammar that no schema tells: the module may refuse what the schema takes. */
const HAS_GRAMMAR = /(From|Template|requestBody|responseBody)$/;

// A keyword that is misspelt is an error; `example` is OpenAPI's.
const ajv = new Ajv({ strictTypes: false, strictRequired: false }).addKeyword("example");
const validate = ajv.compile(SCHEMA);

test("the version is package.json's, and the place in the chain that of Higress's own plugin", () => {
  assert.equal(SPEC.info.version, PACKAGE.version);
  assert.deepEqual([SPEC.spec.phase, SPEC.spec.priority], ["UNSPECIFIED_PHASE", 800]);
});

test("every field that the module reads is in the schema", () => {
  const known = namesIn(SCHEMA);
  const read = namesRead();
  assert.ok(read.length > 60, `${read.length} names found`);
  assert.deepEqual(
    read.filter((name) => !known.has(name)),
    [],
  );
});

test("every field of the schema has a type, a description, and a value to show", () => {
  for (const { path, schema } of fieldsOf(SCHEMA)) {
    const { type, anyOf, description = "" } = schema;
    assert.ok(type ?? anyOf, `${path.join(".")}: type`);
    assert.match(description, /^\S.*\.$/s, `${path.join(".")}: description`);
    const isShown = type === "object" || type === "array" || schema.not || hasValue(schema);
    assert.ok(isShown, `${path.join(".")}: default, example or enum`);
  }
});

test("every field of the schema stands in a configuration below, but for what is refused", () => {
  const all = [...Object.values(CONFIGURATIONS), { _rules_: [] }];
  const missing = fieldsOf(SCHEMA).filter(({ path }) => !all.some((json) => hasField(json, path)));
  assert.deepEqual(
    missing.map(({ path }) => path.join(".")),
    ["signingKey"],
  );
});

for (const module of MODULES) {
  for (const [form, configuration] of Object.entries(CONFIGURATIONS)) {
    test(`the module and the schema know the same fields: ${form} (${module})`, async () => {
      const { accepted, log } = await load(module, configuration);
      assert.ok(accepted, log);
      assert.doesNotMatch(log, /unknown field/);
      assert.ok(isValid(configuration), ajv.errorsText(validate.errors));
    });

    test(`the module and the schema take and refuse the same values: ${form} (${module})`, async () => {
      const host = await V8Host.load(modulePath(module));
      const differences: string[] = [];
      for (const field of fieldsOf(SCHEMA).filter(({ path }) => hasField(configuration, path))) {
        // Higress's name of the plugin is nothing to the module, whatever it is.
        if (field.path[0] === "_plugin_id_") continue;
        for (const value of candidates(field.schema)) {
          if (isForHigress(module, field, value)) continue;
          const variant = withField(configuration, field.path, value);
          const plugin = host.configure(variant);
          plugin.retire();
          const isStricter = HAS_GRAMMAR.test(field.path.at(-1)!) && typeof value === "string";
          if (plugin.accepted === isValid(variant) || (isStricter && !plugin.accepted)) continue;
          const verdict = plugin.accepted ? "only the module takes" : "only the schema takes";
          differences.push(`${field.path.join(".")}: ${verdict} ${JSON.stringify(value)}`);
        }
      }
      assert.deepEqual(differences, []);
    });
  }

  test(`a rule has conditions beside its configuration (${module})`, async () => {
    // Higress adds its name of the plugin once, beside the rules.
    const { _plugin_id_, ...configuration } = CONFIGURATIONS["Upstash alone"]!;
    const right = { _plugin_id_, _rules_: [{ ...CONDITIONS, ...configuration }] };
    const { accepted, log } = await load(module, right);
    assert.ok(accepted, log);
    assert.doesNotMatch(log, /unknown field/);
    assert.ok(isValid(right));
    for (const wrong of [{ _rules_: [configuration] }, { _rules_: {} }, { _rules_: ["chat"] }]) {
      assert.equal((await load(module, wrong)).accepted, false);
      assert.equal(isValid(wrong), false);
    }
  });

  test(`what is missing, or must not be there, is refused by both (${module})`, async () => {
    const { cache, embedding, vector } = CONFIGURATIONS["cache, embedding and vector"] as Record<
      string,
      Json
    >;
    const without = (form: string, ...names: string[]): Json => {
      const all = CONFIGURATIONS[form] as { embedding: Json };
      const removed = Object.fromEntries(names.map((name) => [name, undefined]));
      return { ...all, embedding: { ...all.embedding, ...removed } };
    };
    const { Dash, redis } = CONFIGURATIONS["Dash and redis"] as Record<string, Json>;
    const wrong: Json[] = [
      {},
      { vector },
      { embedding },
      { Dash },
      { Dash, redis, cache },
      { Dash, redis, vector },
      { cache, signingKey: "secret" },
      { cache: { type: "upstash", cluster: "upstash" } },
      { cache: { type: "webdis" } },
      { cache, embedding: { ...embedding, apiKey: undefined }, vector },
      ...["serviceHost", "apiKey", "apiVersion"].map((name) => without("embedding by Azure", name)),
      ...["textinAppId", "textinSecretCode"].map((name) => without("embedding by TextIn", name)),
      without("embedding by TextIn", "textinMatryoshkaDim", "dimension"),
      ...["apiKey", "appId", "apiSecret"].map((name) => without("embedding by XFyun", name)),
      { cache, embedding, vector: { ...vector, serviceHost: undefined } },
      { cache, embedding, vector: { ...vector, thresholdRelation: "gt", threshold: 1.5 } },
      { cache, embedding, vector: { ...vector, thresholdRelation: "lt", threshold: -0.5 } },
      { redis: { ...redis, serviceName: undefined } },
    ];
    // As it reaches the module: without what is undefined.
    for (const json of wrong.map((each) => JSON.parse(JSON.stringify(each)) as Json)) {
      assert.equal((await load(module, json)).accepted, false, JSON.stringify(json));
      assert.equal(isValid(json), false, JSON.stringify(json));
    }
  });
}

/** The names that the sources hand to a reader of fields: to one of its methods, or beside it. */
function namesRead(): string[] {
  const sources = readdirSync(CONFIG).map((name) => readFileSync(join(CONFIG, name), "utf8"));
  const reader = readFileSync(join(CONFIG, "fields.ts"), "utf8");
  const methods = [...reader.matchAll(/^ {2}(?:private )?(\w+)\(name: string/gm)].map(([, name]) => name);
  const asked = new RegExp(String.raw`(?<!\bfaults)\.(?:${methods.join("|")})\(\s*"(\w+)"`, "g");
  const handedOn = /\((?:root|fields|dash|redis|scope|section), "(\w+)"(?:, "(\w+)")?(?:, "(\w+)")?/g;
  const found = sources.flatMap((source) => [...source.matchAll(asked), ...source.matchAll(handedOn)]);
  return [...new Set(found.flatMap(([, ...names]) => names.filter((name) => name !== undefined)))];
}

async function load(module: string, json: Json): Promise<{ accepted: boolean; log: string }> {
  const host = await V8Host.load(modulePath(module as (typeof MODULES)[number]));
  const { accepted } = host.configure(json);
  return { accepted, log: host.log.from("warn").join("\n") };
}

function isValid(json: Json): boolean {
  return validate(json);
}

function hasValue(schema: Schema): boolean {
  return [schema.default, schema.example, schema.enum].some((value) => value !== undefined);
}

/** Values of every type, and those at the bounds that the schema names. */
function candidates({ type, minimum, maximum, ...schema }: Schema): unknown[] {
  const texts = ["x", "a b", "a/b", "line\nbreak", "ü", "user@host", "x".repeat(33), "header:a b", "/v1"];
  const values: unknown[] = [...texts, 0, -1, 1.5, 2 ** 31, true, [], ["/x"], [""], [1], {}];
  for (const bound of [minimum, maximum])
    if (bound !== undefined) values.push(bound - 1, bound, bound + 1, bound + 0.5);
  values.push(...(schema.enum ?? []));
  // The module takes it for absent; the schema does not list it, so as to show the real choices.
  if (!schema.enum) values.push("");
  return type === "object" ? values.filter((value) => JSON.stringify(value) !== "{}") : values;
}

/** The one difference between the modules. */
function isForHigress(module: string, { path }: Field, value: unknown): boolean {
  return module === "ai-cache" && path.join(".") === "cache.type" && value === "redis";
}
