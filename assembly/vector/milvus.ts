import { decimalOf } from "../bytes/decimal";
import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { bearer } from "../call/headers";
import { Reply } from "../call/reply";
import { VectorConfig } from "../config/vector";
import { JsonWriter } from "../json/json-writer";
import { Elements, JsonValue } from "../json/value";
import { Description } from "./description";
import { numberOf, scored, textOf, writeFields, writeNames } from "./fields";
import { HttpStore } from "./http-store";
import { Match, SearchScope, VectorDocument } from "./vector-store";

const METRIC = "COSINE";
/** https://milvus.io/docs/error-codes.md */
const NO_COLLECTION = "100";
const FIELDS: StaticArray<string> = ["data", "fields"];
const INDEXES: StaticArray<string> = ["data", "indexes"];
const LOAD: StaticArray<string> = ["data", "load"];
/** Texts with the longest that each may be, in bytes: 65,535 are the most that Milvus takes. */
const TEXTS: StaticArray<string> = ["id", "key", "scope", "digest", "model", "question", "entry"];
const LENGTHS: StaticArray<i32> = [64, 64, 64, 64, 256, 65535, 65535];

/**
 * Milvus over HTTP, version 2 of its RESTful API (https://milvus.io/api-reference/restful/v2.5.x/About.md). What it calls the
 * distance of the metric COSINE is a similarity, so the distance is `1 - distance`. Errors come with status 200 and a code.
 */
export class Milvus extends HttpStore {
  constructor(config: VectorConfig) {
    super(config, bearer(config.apiKey), "/v2/vectordb/");
  }

  override search(vector: Slice, scope: SearchScope): Call {
    const body = this.open().name("data").openArray().raw(vector).closeArray();
    body.name("annsField").string("vector").name("limit").integer(this.config.topK);
    const own = `scope == "${scope.scope.toString()}" and model == "${scope.model}"`;
    body.name("filter").string(own + " and expires_at > " + scope.now.toString());
    body.name("outputFields").openArray();
    writeNames(body, this.config.keepsEntries);
    return this.call("POST", "entities/search", body.closeArray().closeObject());
  }

  override readMatches(reply: Reply): Result<Match[]> {
    const fault = this.readDone(reply);
    if (fault != null) return Result.fail<Match[]>(fault);
    return this.readList(JsonValue.parse(reply.body)!.member("data"), "data");
  }

  protected override readMatch(document: JsonValue): Match | null {
    return scored(textOf(document, "id"), 1 - numberOf(document, "distance"), document);
  }

  override upsert(document: VectorDocument): Call {
    const body = this.open().name("data").openArray().openObject();
    body.name("id").text(document.id).name("vector").raw(document.vector);
    writeFields(body, document, this.config.keepsEntries);
    return this.call("POST", "entities/upsert", body.closeObject().closeArray().closeObject());
  }

  override remove(id: Slice): Call {
    return this.removeWhere(`id == "${id.toString()}"`);
  }

  override removeLeading(key: Slice): Call {
    return this.removeWhere(`key == "${key.toString()}"`);
  }

  override sweep(now: i64): Call | null {
    return this.removeWhere("expires_at <= " + now.toString());
  }

  override readDone(reply: Reply): string | null {
    if (!reply.isOk) return reply.fault;
    const code = codeOf(reply);
    // Servers before 2.4 say it as HTTP does.
    if (code == "0" || code == "200") return null;
    return code == "" ? "the reply has no code" : "code " + code;
  }

  override describe(): Call | null {
    return this.call("POST", "collections/describe", this.open().closeObject());
  }

  override readDescription(reply: Reply): Result<Description> {
    if (reply.status == 401 || reply.status == 403) return Result.ok(Description.HIDDEN);
    if (this.isGone(reply)) return Result.ok(Description.MISSING);
    const fault = this.readDone(reply);
    if (fault != null) return Result.fail<Description>(fault);
    const body = JsonValue.parse(reply.body)!;
    const field = elementNamed(body.at(FIELDS), "name", "vector");
    const parameter = elementNamed(field == null ? null : field.member("params"), "key", "dim");
    const dimension = textOf(parameter, "value");
    if (dimension.length == 0)
      return Result.ok(Description.of(0, "none, as there is no field vector", METRIC));
    const load = body.at(LOAD);
    // Nothing is found in one that is not loaded, nor removed from it.
    if (load != null && !load.isString("LoadStateLoaded"))
      return Result.fail<Description>("it is not loaded");
    const metric = textOf(elementNamed(body.at(INDEXES), "fieldName", "vector"), "metricType");
    return Result.ok(Description.of(decimalOf(dimension), metric.toString(), METRIC));
  }

  override create(dimension: i32): Call[] {
    const body = this.open().name("schema").openObject().name("fields").openArray();
    const texts = this.config.keepsEntries ? TEXTS.length : TEXTS.length - 1;
    for (let i = 0; i < texts; i++) writeText(body, TEXTS[i], LENGTHS[i], i == 0);
    writeField(body, "dimension", "Int64").closeObject();
    writeField(body, "expires_at", "Int64").closeObject();
    writeField(body, "vector", "FloatVector").name("elementTypeParams").openObject();
    body.name("dim").integer(dimension).closeObject().closeObject();
    body.closeArray().closeObject().name("indexParams").openArray().openObject();
    body.name("fieldName").string("vector").name("indexName").string("vector");
    body.name("metricType").string(METRIC).name("indexType").string("AUTOINDEX");
    body.closeObject().closeArray().closeObject();
    return [this.call("POST", "collections/create", body)];
  }

  override isGone(reply: Reply): bool {
    return reply.isOk && codeOf(reply) == NO_COLLECTION;
  }

  private removeWhere(filter: string): Call {
    return this.call("POST", "entities/delete", this.open().name("filter").string(filter).closeObject());
  }

  /** A body that names the collection, and its database where it is not the default. */
  private open(): JsonWriter {
    const body = new JsonWriter().openObject();
    const database = this.config.database;
    if (database != null) body.name("dbName").string(database);
    return body.name("collectionName").string(this.config.collection.name);
  }
}

/** The reply's code in digits; empty where there is none. */
function codeOf(reply: Reply): string {
  const body = JsonValue.parse(reply.body);
  const code: JsonValue | null = body == null ? null : body.member("code");
  return code == null || !code.isNumber ? "" : code.raw.slice(0, 16).toString();
}

/** The object in a list whose member `name` is `value`; null where there is none. */
function elementNamed(list: JsonValue | null, name: string, value: string): JsonValue | null {
  if (list == null) return null;
  const elements = new Elements(list);
  while (elements.next()) if (textOf(elements.value, name).equals(value)) return elements.value;
  return null;
}

/** Writes a field of a schema into an object that stays open. */
function writeField(out: JsonWriter, name: string, type: string): JsonWriter {
  return out.openObject().name("fieldName").string(name).name("dataType").string(type);
}

function writeText(out: JsonWriter, name: string, length: i32, isPrimary: bool): void {
  writeField(out, name, "VarChar");
  if (isPrimary) out.name("isPrimary").flag(true);
  out.name("elementTypeParams").openObject().name("max_length").integer(length).closeObject();
  out.closeObject();
}
