import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { rootCertificates } from "node:tls";
import { findEnvoy, PROJECT } from "../../dev/stack/binaries.ts";
import { V8Host } from "../../dev/v8-host/host.ts";
import { DEPLOY } from "./documents.ts";

const TEXT = readFileSync(join(DEPLOY, "envoy/envoy.yaml"), "utf8");
const MODULE = join(PROJECT, "build/ai-cache.wasm");

test("Envoy takes its configuration, the module included", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ai-cache-deploy-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const authorities = join(folder, "authorities.pem");
  writeFileSync(authorities, rootCertificates.join("\n"));
  const path = join(folder, "envoy.yaml");
  const here = TEXT.replaceAll("/etc/ssl/certs/ca-certificates.crt", authorities);
  const validate = (text: string): string => {
    writeFileSync(path, text);
    return execFileSync(findEnvoy(), ["--mode", "validate", "--log-level", "error", "-c", path], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 60_000,
    });
  };
  assert.match(validate(here.replace("/etc/envoy/ai-cache.wasm", MODULE)), /OK/);
  assert.throws(() =>
    validate(here.replace("/etc/envoy/ai-cache.wasm", MODULE).replace("lb_endpoints", "lb_endpoint")),
  );
});

test("the plugin's configuration in it is right, and its upstreams are clusters", async () => {
  const json = /value: \|\n([\s\S]*?)\n {18}- name/.exec(TEXT)![1]!;
  const config = JSON.parse(json) as Record<string, { cluster: string }>;
  const host = await V8Host.load(MODULE, { allowOnHeadersStopIteration: true });
  assert.ok(host.configure(config).accepted);
  assert.deepEqual(host.log.lines(), []);
  for (const part of ["cache", "embedding", "vector"])
    assert.match(TEXT, new RegExp(`- name: ${config[part]!.cluster}\n`));
});
