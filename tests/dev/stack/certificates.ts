import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate for `localhost` and the authority that signed it. */
export interface Certificates {
  /** Path of the authority's certificate. */
  caFile: string;
  key: Buffer;
  cert: Buffer;
}

/** Makes both in `dir`. */
export function certificates(dir: string): Certificates {
  const file = (name: string): string => join(dir, name);
  const openssl = (...args: string[]): void => void execFileSync("openssl", args, { stdio: "ignore" });
  const newKey = (key: string): string[] => ["-newkey", "rsa:2048", "-nodes", "-keyout", file(key)];
  writeFileSync(file("names"), "subjectAltName=DNS:localhost");
  openssl(
    "req",
    "-x509",
    ...newKey("ca.key"),
    "-out",
    file("ca.pem"),
    "-subj",
    "/CN=test authority",
    "-days",
    "2",
  );
  openssl("req", ...newKey("key"), "-out", file("csr"), "-subj", "/CN=localhost");
  const signer = ["-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial"];
  openssl(
    "x509",
    "-req",
    "-in",
    file("csr"),
    ...signer,
    "-out",
    file("cert"),
    "-days",
    "2",
    "-extfile",
    file("names"),
  );
  return { caFile: file("ca.pem"), key: readFileSync(file("key")), cert: readFileSync(file("cert")) };
}
