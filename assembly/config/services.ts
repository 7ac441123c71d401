import { Service } from "../call/call";
import { FieldReader } from "./fields";
import { TextRule } from "./text-rule";

/** HTTPS. */
export const TLS_PORT = 443;
export const REDIS_PORT = 6379;

/** Longest wait for one call where the configuration does not say, in milliseconds. */
const TIMEOUT: i32 = 1000;

/**
 * The service that `cluster`, or `serviceName` and `servicePort`, name.
 * @param port the port where none is given
 * @param host the authority; null for the service's own name
 * @param longest the longest wait for one call where none is given, in milliseconds
 */
export function readService(
  fields: FieldReader,
  port: i32,
  host: string | null,
  longest: i32 = TIMEOUT,
): Service {
  const cluster = fields.optionalText("cluster", TextRule.HeaderValue);
  const name = fields.optionalText("serviceName", TextRule.HeaderValue);
  const servicePort = readPort(fields, name, port);
  const timeout = readTimeout(fields, longest);
  if (cluster == null && name == null) {
    fields.expected("serviceName", "a string (or cluster in its place)", null);
    return new Service("", "", timeout);
  }
  const address = cluster != null ? cluster : outbound(name!, servicePort);
  const ownName = name != null ? name : lastPart(address);
  return new Service(address, host != null ? host : ownName, timeout);
}

/** The cluster that Istio and Higress make of a service. */
export function outbound(name: string, port: i32): string {
  return "outbound|" + port.toString() + "||" + name;
}

/** `servicePort`; by default the port that Higress gives services of fixed addresses, else `fallback`. */
export function readPort(fields: FieldReader, name: string | null, fallback: i32): i32 {
  return fields.positive("servicePort", 65535, name != null && name.endsWith(".static") ? 80 : fallback);
}

/** `timeout` of one call, in milliseconds. */
export function readTimeout(fields: FieldReader, fallback: i32 = TIMEOUT): i32 {
  return fields.positive("timeout", 600000, fallback);
}

/** The service's name in a cluster of the form `outbound|port||name`; another cluster's whole name. */
function lastPart(cluster: string): string {
  return cluster.substring(cluster.lastIndexOf("|") + 1);
}
