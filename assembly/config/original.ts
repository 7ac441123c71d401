import { Service } from "../call/call";
import { WEBDIS_PORT, readDatabase, readEntry, readPassword, readUsername } from "./cache";
import { CacheConfig, CacheType, Gateway, Policy } from "./config";
import { DASHSCOPE_HOST, DASHSCOPE_MODEL, EmbeddingConfig, EmbeddingType } from "./embedding";
import { FieldReader } from "./fields";
import { NamedServices } from "./named-services";
import { REDIS_PORT, outbound, readPort, readTimeout } from "./services";
import { TextRule } from "./text-rule";
import {
  CollectionConfig,
  FADE,
  MARGIN,
  SWEEP_INTERVAL,
  THRESHOLD,
  TOP_K,
  VectorConfig,
  VectorType,
} from "./vector";

const TIMEOUT = 1000;

/** The original form: `Dash` and `redis`. */
export function readOriginal(root: FieldReader, gateway: Gateway): NamedServices {
  const services = new NamedServices();
  let session: string | null = null;
  const dash = root.section("Dash");
  if (dash != null) {
    services.embedding = readDashScope(dash, gateway);
    services.vector = readDashVector(dash, gateway);
    session = dash.optionalText("sessionID", TextRule.Any);
    dash.finish();
  }
  const redis = root.requiredSection("redis");
  if (redis != null) {
    services.cache = readRedis(redis, gateway);
    services.entry = readEntry(redis, session);
    redis.finish();
  }
  refuseBesideDash(root, "cache");
  refuseBesideDash(root, "embedding");
  refuseBesideDash(root, "vector");
  return services;
}

function refuseBesideDash(root: FieldReader, name: string): void {
  const value = root.value(name);
  if (value != null) root.expected(name, "nothing beside Dash", value);
}

/**
 * Section `redis` of the original form, which has no type: in this build it is Webdis at that service, on Higress the real one.
 */
export function readRedis(fields: FieldReader, gateway: Gateway): CacheConfig {
  const isNative = gateway == Gateway.Higress;
  const name = fields.requiredText("serviceName", TextRule.HeaderValue);
  const port = readPort(fields, name, isNative ? REDIS_PORT : WEBDIS_PORT);
  const service = serviceOf(name, name, readTimeout(fields), outbound(name, port), gateway);
  const password = readPassword(fields);
  const username = readUsername(fields, password);
  const database = readDatabase(fields);
  return new CacheConfig(
    isNative ? CacheType.Redis : CacheType.Webdis,
    service,
    username,
    password,
    database,
  );
}

/** The half of `Dash` that speaks of DashScope. */
function readDashScope(dash: FieldReader, gateway: Gateway): EmbeddingConfig {
  const service = readDnsService(dash, "dashScopeServiceName", DASHSCOPE_HOST, gateway);
  const apiKey = dash.requiredText("dashScopeKey", TextRule.HeaderValue);
  return new EmbeddingConfig(EmbeddingType.DashScope, service, apiKey, DASHSCOPE_MODEL, 0);
}

/** The half of `Dash` that speaks of DashVector. */
function readDashVector(dash: FieldReader, gateway: Gateway): VectorConfig {
  const host = dash.requiredText("dashVectorEnd", TextRule.Host);
  const service = readDnsService(dash, "dashVectorServiceName", host, gateway);
  const apiKey = dash.requiredText("dashVectorKey", TextRule.HeaderValue);
  const name = dash.requiredText("dashVectorCollection", TextRule.Collection);
  const collection = new CollectionConfig(name, true, false);
  const policy = new Policy(THRESHOLD, false, MARGIN, FADE);
  const type = VectorType.DashVector;
  return new VectorConfig(type, service, apiKey, collection, TOP_K, policy, false, SWEEP_INTERVAL, false);
}

/** A DNS service on port 443, named without its `.dns` or with it. */
function readDnsService(dash: FieldReader, field: string, host: string, gateway: Gateway): Service {
  const name = dash.requiredText(field, TextRule.HeaderValue);
  return serviceOf(name, host, TIMEOUT, outbound(name.endsWith(".dns") ? name : name + ".dns", 443), gateway);
}

/**
 * On stock Envoy the name may as well be that of a cluster; only the proxy knows which, so it is tried both ways.
 * Higress names all clusters itself.
 */
function serviceOf(name: string, host: string, timeout: i32, cluster: string, gateway: Gateway): Service {
  if (gateway == Gateway.Higress) return new Service(cluster, host, timeout);
  return new Service(name, host, timeout, cluster);
}
