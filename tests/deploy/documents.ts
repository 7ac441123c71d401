import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseAllDocuments } from "yaml";
import { PROJECT } from "../../dev/stack/binaries.ts";

export const DEPLOY = join(PROJECT, "deploy");

/** A Kubernetes resource. */
export interface Resource {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  /** Its schema says what is in it. */
  spec: any;
  data?: Record<string, string>;
}

/** The Kubernetes resources of a folder of `deploy/`, whose file begins each one's name. */
export function resources(folder = ""): { name: string; resource: Resource }[] {
  return manifests(folder).flatMap((file) =>
    parseDocuments(file).map((value) => {
      const resource = value as Resource;
      return { name: `${relative(DEPLOY, file)}: ${resource.kind} ${resource.metadata?.name}`, resource };
    }),
  );
}

/** The YAML documents of a file. They must be well-formed. */
export function parseDocuments(file: string): unknown[] {
  return parseAllDocuments(readFileSync(file, "utf8"), { merge: true }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0]!.message}`);
    return document.toJS() as unknown;
  });
}

/** What is no resource: Envoy's own configuration, Compose's, and what goes into the images. */
const OTHERS = /envoy\/envoy\.yaml$|docker-compose\.yml$|image\/spec\.yaml$/;

function manifests(folder: string): string[] {
  return readdirSync(join(DEPLOY, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(DEPLOY, folder, name))
    .filter((file) => /\.ya?ml$/.test(file) && !OTHERS.test(file))
    .sort();
}
