import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { V8Host } from "../../dev/v8-host/host.ts";
import { HAS_HIGRESS, HIGRESS } from "./support/backends.ts";

/** Configurations of Higress's own plugin; its README.md says where each is from. */
const FIXTURES = join(PROJECT, "tests/fixtures/higress-ai-cache");
const options = { skip: HAS_HIGRESS ? false : "Higress's module is not built" };

/** Of each kind of service, the vendors that this build knows. */
const VENDORS = {
  cache: ["webdis", "upstash", "redis"],
  embedding: ["dashscope", "openai", "ollama", "azure", "cohere", "huggingface", "tei", "textin", "xfyun"],
  vector: ["dashvector", "chroma", "qdrant"],
};

/** What each refused configuration is told. */
const REFUSALS: Record<string, RegExp> = {
  "conformance-service-domain": /^_rules_\[0\]\.vector\.serviceHost: expected .*, got nothing$/m,
  "main-first-template": /^returnResponseTemplate: expected JSON with one %s within a string/m,
  "readme-service-domain": /^vector\.serviceHost: expected .*, got nothing$/m,
  "test-embedding-only-openai": /^cache: expected an object \(or vector in its place\), got nothing$/m,
  "test-vector-only-chroma":
    /^embedding: expected an object because vector has no cache beside it, got nothing$/m,
  "test-invalid-strategy":
    /^cacheKeyStrategy: expected one of lastQuestion, allQuestions, disabled, got "invalidStrategy"$/m,
  "test-nothing": /^cache: expected an object \(or vector in its place\), got nothing$/m,
};

/** Warnings that are due: the configuration says something that cannot have an effect. */
const WARNINGS: Record<string, RegExp> = {
  "test-all-questions": /^cacheKeyFrom: not used with this cacheKeyStrategy, ignored$/,
  "test-cache-only": /^cacheKeyFrom: not used with this cacheKeyStrategy, ignored$/,
};

interface Loaded {
  accepted: boolean;
  errors: string;
  warnings: string[];
}

function fixtures(folder: string): string[] {
  const names = readdirSync(join(FIXTURES, folder)).filter((name) => name.endsWith(".json"));
  assert.ok(names.length > 0);
  return names.map((name) => join(FIXTURES, folder, name));
}

/** Gives the file's bytes to the module, in a proxy that knows no cluster at all. */
async function load(path: string): Promise<Loaded> {
  const host = await V8Host.load(HIGRESS.path);
  const { accepted } = host.configure(readFileSync(path));
  host.check();
  const lines = (level: "warn" | "error"): string[] =>
    host.log.lines(level).map((line) => line.replace(/^ai-cache: /, ""));
  const warnings = lines("warn").filter((line) => !line.startsWith("Redis cannot be reached yet"));
  return { accepted, errors: lines("error").join("\n"), warnings };
}

for (const path of fixtures("")) {
  const name = basename(path, ".json");
  test(`${name} of Higress's plugin is taken unchanged`, options, async () => {
    const { accepted, errors, warnings } = await load(path);
    assert.equal(errors, "");
    assert.ok(accepted);
    const due = WARNINGS[name];
    assert.equal(warnings.length, due ? 1 : 0, warnings.join("\n"));
    if (due) assert.match(warnings[0]!, due);
  });
}

for (const path of fixtures("other-vendors")) {
  test(
    `${basename(path, ".json")} is refused, with the field, the vendor and those that work`,
    options,
    async () => {
      const { accepted, errors } = await load(path);
      assert.equal(accepted, false);
      const config = JSON.parse(readFileSync(path, "utf8")) as Record<string, { type?: string }>;
      const [section, known] = Object.entries(VENDORS).find(([name, vendors]) => {
        const type = config[name]?.type;
        return type !== undefined && !vendors.includes(type);
      })!;
      const line = errors.split("\n").find((text) => text.startsWith(`${section}.type: `)) ?? "";
      for (const word of [config[section]!.type!, ...known])
        assert.ok(line.includes(word), `${word} in: ${errors}`);
      assert.match(errors, /^the configuration is refused/m);
    },
  );
}

for (const path of fixtures("refused")) {
  const name = basename(path, ".json");
  test(`${name}, which cannot work, is refused with the reason`, options, async () => {
    const { accepted, errors } = await load(path);
    assert.equal(accepted, false);
    assert.match(errors, REFUSALS[name]!);
  });
}
