import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PACKAGE } from "../../../dev/image/build.ts";
import { specOf } from "../../../dev/image/spec.ts";
import { PROJECT } from "../../../dev/stack/binaries.ts";

/** A schema of OpenAPI 3, as far as `spec.yaml` goes. */
export interface Schema {
  type?: string;
  description?: string;
  default?: unknown;
  example?: unknown;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  required?: string[];
  anyOf?: Schema[];
  not?: Schema;
  properties?: Record<string, Schema>;
  items?: Schema;
}

interface Spec {
  info: { name: string; version: string };
  spec: { phase: string; priority: number; configSchema: { openAPIV3Schema: Schema } };
}

/** `spec.yaml` as it is in an image. */
export const SPEC = parse(
  specOf(readFileSync(join(PROJECT, "deploy", "image", "spec.yaml"), "utf8"), PACKAGE.version),
) as Spec;

/** The schema of a configuration. */
export const SCHEMA = SPEC.spec.configSchema.openAPIV3Schema;

/** One field, by its path. */
export interface Field {
  path: string[];
  schema: Schema;
}

/** The fields of an object and of the objects in it, not of those in arrays. */
export function fieldsOf(schema: Schema, path: string[] = []): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const field = { path: [...path, name], schema: inner };
    return [field, ...fieldsOf(inner, field.path)];
  });
}

/** The names of all fields, at any depth. */
export function namesIn(schema: Schema): Set<string> {
  const inner = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])];
  return new Set([...Object.keys(schema.properties ?? {}), ...inner.flatMap((each) => [...namesIn(each)])]);
}

/** The value that a schema names: its default, its example, or one made of those of its parts. */
export function exampleOf(schema: Schema): unknown {
  // Of a field that has an older form too, an object, the one that is meant.
  const isOlder = schema.anyOf !== undefined && schema.default !== undefined;
  if (schema.properties && !isOlder) return membersOf(schema.properties);
  if (schema.default !== undefined) return schema.default;
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  if (schema.items) return [exampleOf(schema.items)];
  return {};
}

function membersOf(properties: Record<string, Schema>): unknown {
  // A field that must not be there has no value.
  const members = Object.entries(properties).filter(([, inner]) => !inner.not);
  return Object.fromEntries(members.map(([name, inner]) => [name, exampleOf(inner)]));
}
