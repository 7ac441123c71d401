import { toBase64 } from "../bytes/base64";
import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header } from "../call/call";
import { Reply } from "../call/reply";
import { VectorConfig } from "../config/vector";
import { JsonWriter } from "../json/json-writer";
import { JsonValue, Members } from "../json/value";
import { Description } from "./description";
import { Found, numberOf, textOf, writeFields, writeNames } from "./fields";
import { HttpStore } from "./http-store";
import { Match, SearchScope, VectorDocument } from "./vector-store";

const HITS: StaticArray<string> = ["hits", "hits"];
const FAILED_SHARDS: StaticArray<string> = ["_shards", "failed"];
const VECTOR: StaticArray<string> = ["mappings", "properties", "vector"];
const MODEL: StaticArray<string> = ["mappings", "properties", "model"];
/** Fields that filters name. The others are kept, and not indexed. */
const KEYWORDS: StaticArray<string> = ["scope", "model", "key"];

/**
 * What Elasticsearch and OpenSearch have in common. Both score the cosine as `(1 + cos) / 2`, so the distance is
 * `2 * (1 - score)`. A search sees what was stored a second ago, which is when an index is refreshed.
 */
export abstract class SearchEngine extends HttpStore {
  /** @param keyScheme how a key is sent that is no password (RFC 9110, section 11.1) */
  protected constructor(config: VectorConfig, keyScheme: string) {
    super(config, credentialOf(config, keyScheme), "/" + config.collection.name);
  }

  /** Writes the members of a search's body that ask for the nearest. */
  protected abstract writeNearest(out: JsonWriter, vector: Slice, scope: SearchScope): void;

  /** Writes the description of the field `vector` into an object that is open. */
  protected abstract writeVectorField(out: JsonWriter, dimension: i32): void;

  /** What the description of the field `vector` says; null stands for an index without it. */
  protected abstract describeField(field: JsonValue | null): Description;

  override search(vector: Slice, scope: SearchScope): Call {
    const body = new JsonWriter().openObject().name("size").integer(this.config.topK);
    body.name("_source").openArray();
    writeNames(body, this.config.keepsEntries);
    body.closeArray();
    this.writeNearest(body, vector, scope);
    return this.call("POST", "/_search", body.closeObject());
  }

  override readMatches(reply: Reply): Result<Match[]> {
    if (!reply.isOk) return Result.fail<Match[]>(reply.fault);
    const body = JsonValue.parse(reply.body);
    const fault = shortfall(body);
    if (fault != null) return Result.fail<Match[]>(fault);
    return this.readList(body!.at(HITS), "hits.hits");
  }

  protected override readMatch(document: JsonValue): Match | null {
    const found = Found.in(document, "_id", "_score", "_source");
    return found.at(2 * (1 - found.score));
  }

  override upsert(document: VectorDocument): Call {
    const body = new JsonWriter().openObject().name("vector").raw(document.vector);
    writeFields(body, document, this.config.keepsEntries);
    return this.call("PUT", "/_doc/" + document.id.toString(), body.closeObject());
  }

  override remove(id: Slice): Call {
    return this.send("DELETE", this.path + "/_doc/" + id.toString(), Slice.EMPTY);
  }

  override removeLeading(key: Slice): Call {
    const body = openQuery();
    writeTerm(body, "key", key);
    return this.removeWhere(body);
  }

  override sweep(now: i64): Call | null {
    const body = openQuery();
    writeExpiry(body, "lte", now);
    return this.removeWhere(body);
  }

  override readDone(reply: Reply): string | null {
    const body = JsonValue.parse(reply.body);
    // The document that was to be removed was not there.
    if (reply.status == 404 && textOf(body, "result").equals("not_found")) return null;
    return reply.isSuccess ? shortfall(body) : reply.fault;
  }

  override describe(): Call | null {
    return this.send("GET", this.path + "/_mapping", Slice.EMPTY);
  }

  override readDescription(reply: Reply): Result<Description> {
    if (reply.status == 404) return Result.ok(Description.MISSING);
    if (reply.status == 401 || reply.status == 403) return Result.ok(Description.HIDDEN);
    if (!reply.isOk) return Result.fail<Description>(reply.fault);
    const body = JsonValue.parse(reply.body);
    // An alias is answered with the name of its index.
    const indexes: Members | null = body == null ? null : new Members(body);
    if (indexes == null || !indexes.next()) return Result.fail<Description>("no index is described");
    const description = this.describeField(indexes.value.at(VECTOR));
    // So it is in an index that a server has made of itself, for a document: nothing would be found in it.
    const isText = !textOf(indexes.value.at(MODEL), "type").equals("keyword");
    if (!isText || description.metric != description.wanted) return Result.ok(description);
    return Result.ok(Description.of(0, "none, as model is no keyword", description.wanted));
  }

  override create(dimension: i32): Call[] {
    const body = new JsonWriter().openObject();
    this.writeSettings(body);
    // What is no index's business is kept as it is; there may be questions and answers in it.
    body.name("mappings").openObject().name("dynamic").flag(false).name("properties").openObject();
    body.name("vector").openObject();
    this.writeVectorField(body, dimension);
    body.closeObject();
    for (let i = 0; i < KEYWORDS.length; i++) writeType(body, KEYWORDS[i], "keyword");
    writeType(body, "expires_at", "long");
    return [this.call("PUT", "", body.closeObject().closeObject().closeObject())];
  }

  /** Writes the settings of an index, where it needs any. */
  protected writeSettings(_out: JsonWriter): void {}

  private removeWhere(body: JsonWriter): Call {
    body.closeObject().closeObject();
    return this.call("POST", "/_delete_by_query?conflicts=proceed&refresh=true", body);
  }
}

/** Writes the filter of a search: a query that holds for documents that may be found. */
export function writeFilter(out: JsonWriter, scope: SearchScope): void {
  out.name("filter").openObject().name("bool").openObject().name("filter").openArray();
  out.openObject();
  writeTerm(out, "scope", scope.scope);
  out.closeObject().openObject();
  writeTerm(out, "model", Slice.of(scope.model));
  out.closeObject().openObject();
  writeExpiry(out, "gt", scope.now);
  out.closeObject().closeArray().closeObject().closeObject();
}

/** What a reply of status 200 lacks: not every part of the index may have answered. Null for nothing. */
function shortfall(body: JsonValue | null): string | null {
  if (body == null || !body.isObject) return "the reply is not a JSON object";
  const late = body.member("timed_out");
  if (late != null && late.isTrue) return "it ran out of time";
  const failed = body.at(FAILED_SHARDS);
  if (failed != null && failed.number() != 0) return "a shard failed";
  const failures = body.member("failures");
  return failures != null && !failures.raw.equals("[]") ? "some documents stay" : null;
}

function credentialOf(config: VectorConfig, keyScheme: string): Header | null {
  const key = config.apiKey;
  if (key != null) return new Header("authorization", keyScheme + " " + key);
  const login = config.login;
  if (login == null) return null;
  const pair = Slice.of(login.username + ":" + login.password);
  return new Header("authorization", "Basic " + toBase64(pair).toString());
}

function openQuery(): JsonWriter {
  return new JsonWriter().openObject().name("query").openObject();
}

function writeTerm(out: JsonWriter, field: string, value: Slice): void {
  out.name("term").openObject().name(field).text(value).closeObject();
}

function writeExpiry(out: JsonWriter, relation: string, now: i64): void {
  out.name("range").openObject().name("expires_at").openObject().name(relation).integer(now);
  out.closeObject().closeObject();
}

function writeType(out: JsonWriter, field: string, type: string): void {
  out.name(field).openObject().name("type").string(type).closeObject();
}
