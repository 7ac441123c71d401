import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call } from "../call/call";
import { keyHeader } from "../call/headers";
import { Reply } from "../call/reply";
import { VectorConfig } from "../config/vector";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Description } from "./description";
import { numberOf, scored, textOf, writeFields, writeNames } from "./fields";
import { HttpStore } from "./http-store";
import { uuidOf } from "./uuid";
import { Match, SearchScope, VectorDocument } from "./vector-store";

const POINTS: StaticArray<string> = ["result", "points"];
const VECTORS: StaticArray<string> = ["result", "config", "params", "vectors"];
const METRIC = "Cosine";
/** Fields that filters name: where `strict mode` is on, as in Qdrant's cloud, each needs an index. */
const KEYWORDS: StaticArray<string> = ["scope", "model", "key"];

/**
 * Qdrant over HTTP, version 1.10 or later (https://api.qdrant.tech). The score of a collection with the metric Cosine
 * is a similarity, so the distance is `1 - score`. Ids are UUIDs; a document's own id is in the field `id`.
 */
export class Qdrant extends HttpStore {
  constructor(config: VectorConfig) {
    super(config, keyHeader("api-key", config.apiKey), "/collections/" + config.collection.name);
  }

  override search(vector: Slice, scope: SearchScope): Call {
    const body = new JsonWriter();
    body.openObject().name("query").raw(vector).name("limit").integer(this.config.topK);
    body.name("filter").openObject().name("must").openArray();
    writeCondition(body, "scope", scope.scope);
    writeCondition(body, "model", Slice.of(scope.model));
    writeRange(body, "gt", scope.now);
    body.closeArray().closeObject().name("with_payload").openArray().string("id");
    writeNames(body, this.config.keepsEntries);
    body.closeArray().closeObject();
    return this.call("POST", "/points/query", body);
  }

  override readMatches(reply: Reply): Result<Match[]> {
    const fault = this.readDone(reply);
    if (fault != null) return Result.fail<Match[]>(fault);
    return this.readList(JsonValue.parse(reply.body)!.at(POINTS), "result.points");
  }

  protected override readMatch(document: JsonValue): Match | null {
    const payload = document.member("payload");
    const own = textOf(payload, "id");
    const id = own.length > 0 ? own : textOf(document, "id");
    return scored(id, 1 - numberOf(document, "score"), payload);
  }

  override upsert(document: VectorDocument): Call {
    const body = new JsonWriter();
    body.openObject().name("points").openArray().openObject().name("id").text(uuidOf(document.id));
    body.name("vector").raw(document.vector).name("payload").openObject().name("id").text(document.id);
    writeFields(body, document, this.config.keepsEntries);
    body.closeObject().closeObject().closeArray().closeObject();
    return this.call("PUT", "/points?wait=true", body);
  }

  override remove(id: Slice): Call {
    const body = new JsonWriter();
    body.openObject().name("points").openArray().text(uuidOf(id)).closeArray().closeObject();
    return this.call("POST", "/points/delete?wait=true", body);
  }

  override removeLeading(key: Slice): Call {
    const body = new JsonWriter().openObject().name("filter").openObject().name("must").openArray();
    writeCondition(body, "key", key);
    return this.call("POST", "/points/delete?wait=true", body.closeArray().closeObject().closeObject());
  }

  override sweep(now: i64): Call | null {
    const body = new JsonWriter().openObject().name("filter").openObject().name("must").openArray();
    writeRange(body, "lte", now);
    return this.call("POST", "/points/delete?wait=true", body.closeArray().closeObject().closeObject());
  }

  override readDone(reply: Reply): string | null {
    if (!reply.isOk) return reply.fault;
    const body = JsonValue.parse(reply.body);
    const status: JsonValue | null = body == null ? null : body.member("status");
    return status != null && status.isString("ok") ? null : "the reply's status is not ok";
  }

  override describe(): Call | null {
    return this.send("GET", this.path, Slice.EMPTY);
  }

  override readDescription(reply: Reply): Result<Description> {
    if (reply.status == 404) return Result.ok(Description.MISSING);
    // A key may be for one collection only, and then may not ask for it.
    if (reply.status == 401 || reply.status == 403) return Result.ok(Description.HIDDEN);
    const fault = this.readDone(reply);
    if (fault != null) return Result.fail<Description>(fault);
    const vectors = JsonValue.parse(reply.body)!.at(VECTORS);
    const size = numberOf(vectors, "size");
    // With names there is no vector of its own, which ours would be.
    if (!(size > 0)) return Result.ok(Description.of(0, "none, as its vectors have names", METRIC));
    return Result.ok(Description.of(<i32>size, textOf(vectors, "distance").toString(), METRIC));
  }

  override create(dimension: i32): Call[] {
    const body = new JsonWriter().openObject().name("vectors").openObject().name("size").integer(dimension);
    body.name("distance").string(METRIC).closeObject().closeObject();
    const calls = [this.call("PUT", "", body)];
    for (let i = 0; i < KEYWORDS.length; i++) calls.push(this.index(KEYWORDS[i], "keyword"));
    calls.push(this.index("expires_at", "integer"));
    return calls;
  }

  private index(field: string, type: string): Call {
    const body = new JsonWriter().openObject().name("field_name").string(field);
    return this.call("PUT", "/index?wait=true", body.name("field_schema").string(type).closeObject());
  }
}

function writeCondition(out: JsonWriter, field: string, value: Slice): void {
  out.openObject().name("key").string(field);
  out.name("match").openObject().name("value").text(value).closeObject().closeObject();
}

function writeRange(out: JsonWriter, relation: string, now: i64): void {
  out.openObject().name("key").string("expires_at");
  out.name("range").openObject().name(relation).integer(now).closeObject().closeObject();
}
