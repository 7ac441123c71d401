import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";

const BUNDLES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/**
 * The certificates this machine trusts: the file `SSL_CERT_FILE` names, else the system's bundle, else Node's own
 * list written into `dir`.
 */
export function caBundle(dir: string, env: NodeJS.ProcessEnv = process.env): string {
  const file = [env.SSL_CERT_FILE ?? "", ...BUNDLES].find(existsSync);
  if (file) return file;
  const own = join(dir, "ca-certificates.pem");
  writeFileSync(own, rootCertificates.join("\n"));
  return own;
}

/** The transport socket of a cluster that speaks TLS to `host`, whose certificate `caFile` must vouch for. */
export function tlsTo(host: string, caFile: string): object {
  return {
    name: "envoy.transport_sockets.tls",
    typed_config: {
      "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
      sni: host,
      // The certificate has to name the host that was asked for, not only to be signed by somebody known.
      auto_sni_san_validation: true,
      common_tls_context: { validation_context: { trusted_ca: { filename: caFile } } },
    },
  };
}
