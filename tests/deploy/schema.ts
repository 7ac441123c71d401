import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { PROJECT } from "../../dev/stack/binaries.ts";
import type { Resource } from "./documents.ts";

const FOLDER = join(PROJECT, "tests/deploy/schemas");
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });

interface Kind {
  apiVersion: string;
  kind: string;
  spec?: object;
  data?: object;
}

const kinds = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json") && name !== "compose.json")
  .map((name) => read(name) as Kind);

/** What is wrong with a resource by the schema of its kind; a kind without one is wrong too. */
export function faultsOf(resource: Resource): string[] {
  const { apiVersion, kind, metadata, ...rest } = resource;
  const schema = kinds.find((known) => known.kind === kind && sameGroup(known.apiVersion, apiVersion));
  if (!schema) return [`no schema for ${apiVersion} ${kind}`];
  const name = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
  const faults = Object.keys(metadata).every((key) => key === "name" || key === "namespace")
    ? []
    : ["metadata"];
  if (!name.test(metadata.name)) faults.push(`metadata.name: ${metadata.name}`);
  const { apiVersion: _version, kind: _kind, ...parts } = schema;
  const whole = {
    type: "object",
    required: Object.keys(parts),
    properties: parts,
    additionalProperties: false,
  };
  return [...faults, ...validate(whole, rest)];
}

/** What is wrong with a file of Compose. */
export function composeFaults(value: unknown): string[] {
  return validate(read("compose.json") as object, value);
}

function validate(schema: object, value: unknown): string[] {
  const check = ajv.compile(withoutNestedIds(schema));
  check(value);
  return (check.errors ?? []).map(({ instancePath, message, params }) => {
    return `${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}

/** The definitions of a part stand in the part; references mean the root. */
function withoutNestedIds(schema: object): object {
  const copy = structuredClone(schema) as {
    $id?: string;
    $schema?: string;
    properties?: Record<string, unknown>;
  } & Record<string, unknown>;
  delete copy.$id;
  delete copy.$schema;
  for (const part of Object.values(copy.properties ?? {}) as { $defs?: object }[]) {
    if (!part.$defs) continue;
    copy.$defs = part.$defs;
    delete part.$defs;
  }
  return copy;
}

/** Istio serves the same kinds as v1 and as v1alpha3. */
function sameGroup(known: string, given: string): boolean {
  const group = (version: string): string => (version.includes("/") ? version.split("/")[0]! : version);
  return known === given || (group(given) === "networking.istio.io" && group(known) === group(given));
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, name), "utf8"));
}
