import { lowerCase } from "../bytes/lower-case";
import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Protocol, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { VectorConfig } from "../config/vector";
import { toFloats } from "../embedding/floats";
import { redisSaid } from "../redis/refusal";
import { RespType, writeCommand } from "../redis/resp";
import { RespWalk } from "../redis/resp-walk";
import { Description } from "./description";
import { FIELDS, nearestFirst } from "./fields";
import { HashFields, METRIC, readInfo } from "./redis-replies";
import { Match, SearchScope, VectorDocument, VectorStore } from "./vector-store";

/** Fields of the index that filters name. Tags are compared as a whole. */
const TAGS: StaticArray<string> = ["scope", "model", "key"];
/** Most documents that one removal finds: what a sweep leaves, the next one takes. */
const MOST_REMOVED = "10000";

/**
 * Redis with its query engine, through the gateway's own callouts (https://redis.io/docs/latest/develop/ai/search-and-query/).
 * A document is a hash whose key begins with `vector:`, the index's name and a colon. With the metric COSINE the
 * distance is `1 - cos`.
 */
export class RedisSearch extends VectorStore {
  /** What the keys of documents begin with. */
  private readonly prefix: string;
  private readonly index: string;

  constructor(private readonly config: VectorConfig) {
    super();
    const name = config.collection.name;
    this.index = name;
    this.prefix = "vector:" + name + ":";
  }

  override search(vector: Slice, scope: SearchScope): Call {
    const topK = this.config.topK.toString();
    const expiry = "@expires_at:[(" + scope.now.toString() + " +inf]";
    const query = `(@scope:{$s} @model:{$m} ${expiry})=>[KNN ${topK} @vector $v AS distance]`;
    const words = this.open("FT.SEARCH", query);
    addParameters(words, ["s", "m", "v"], [scope.scope, Slice.of(scope.model), toFloats(vector)]);
    add(words, ["SORTBY", "distance", "LIMIT", "0", topK]);
    const names = this.config.keepsEntries ? FIELDS.length + 2 : FIELDS.length + 1;
    add(words, ["RETURN", names.toString(), "distance"]);
    for (let i = 0; i < FIELDS.length; i++) words.push(Slice.of(FIELDS[i]));
    if (this.config.keepsEntries) words.push(Slice.of("entry"));
    return this.command(words);
  }

  override readMatches(reply: Reply): Result<Match[]> {
    const fault = this.readDone(reply);
    if (fault != null) return Result.fail<Match[]>(fault);
    const walk = new RespWalk(reply.body);
    const parts = walk.nextArray();
    if (parts < 1 || !walk.next() || walk.type != RespType.Integer) return noMatches();
    const matches = new Array<Match>();
    for (let i = 1; i + 1 < parts; i += 2) {
      const key = walk.nextText();
      const fields: HashFields | null = key == null ? null : HashFields.read(walk);
      if (key == null || fields == null) return noMatches();
      // One that has gone while it was found has no fields any more.
      if (fields.count == 0) continue;
      const id = key.startsWith(this.prefix) ? key.slice(this.prefix.length) : key;
      const match = fields.match(id);
      if (match == null) return noMatches();
      matches.push(match);
    }
    return walk.isAtEnd ? Result.ok(nearestFirst(matches)) : noMatches();
  }

  override upsert(document: VectorDocument): Call {
    const words = [Slice.of("HSET"), this.keyOf(document.id)];
    addField(words, "vector", toFloats(document.vector));
    addField(words, "key", document.key);
    addField(words, "scope", document.scope);
    addField(words, "question", document.question);
    addField(words, "digest", document.digest);
    addField(words, "model", Slice.of(document.model));
    addField(words, "dimension", Slice.of(document.dimension.toString()));
    addField(words, "expires_at", Slice.of(document.expiresAt.toString()));
    if (this.config.keepsEntries) addField(words, "entry", document.entry);
    return this.command(words);
  }

  override remove(id: Slice): Call {
    return this.command([Slice.of("DEL"), this.keyOf(id)]);
  }

  override removeLeading(key: Slice): Call {
    const words = this.openRemoval("@key:{$k}");
    addParameters(words, ["k"], [key]);
    return this.command(words);
  }

  override sweep(now: i64): Call | null {
    const words = this.openRemoval("@expires_at:[-inf " + now.toString() + "]");
    add(words, ["DIALECT", "2"]);
    return this.command(words);
  }

  override readDone(reply: Reply): string | null {
    if (!reply.isOk) return reply.fault;
    const walk = new RespWalk(reply.body);
    if (!walk.next()) return "the reply is not what Redis answers";
    return walk.type == RespType.Error ? redisSaid(walk.text!) : null;
  }

  /** A removal by a filter finds keys, which are then to be removed. */
  override rest(_sent: Call, reply: Reply): Call | null {
    const walk = new RespWalk(reply.body);
    const parts = walk.nextArray();
    if (parts < 2 || !walk.next()) return null;
    const words = [Slice.of("DEL")];
    for (let i = 1; i < parts; i++) {
      const key = walk.nextText();
      if (key != null) words.push(key);
    }
    return words.length > 1 ? this.command(words) : null;
  }

  override describe(): Call | null {
    return this.command([Slice.of("FT.INFO"), Slice.of(this.index)]);
  }

  override readDescription(reply: Reply): Result<Description> {
    if (this.isGone(reply)) return Result.ok(Description.MISSING);
    const fault = this.readDone(reply);
    if (fault != null) {
      const isRefused = fault.startsWith("Redis said NOPERM");
      return isRefused ? Result.ok(Description.HIDDEN) : Result.fail<Description>(fault);
    }
    return readInfo(new RespWalk(reply.body));
  }

  override create(dimension: i32): Call[] {
    const words = this.open("FT.CREATE", "ON");
    add(words, ["HASH", "PREFIX", "1", this.prefix, "SCHEMA"]);
    for (let i = 0; i < TAGS.length; i++) add(words, [TAGS[i], "TAG", "CASESENSITIVE"]);
    add(words, ["expires_at", "NUMERIC", "vector", "VECTOR", "HNSW", "6", "TYPE", "FLOAT32"]);
    add(words, ["DIM", dimension.toString(), "DISTANCE_METRIC", METRIC]);
    return [this.command(words)];
  }

  override isGone(reply: Reply): bool {
    if (!reply.isOk) return false;
    const walk = new RespWalk(reply.body);
    if (!walk.next() || walk.type != RespType.Error) return false;
    const said = lowerCase(walk.text!.toString());
    return (
      said.includes("no such index") || said.includes("unknown index") || said.includes("index not found")
    );
  }

  private keyOf(id: Slice): Slice {
    return Slice.of(this.prefix + id.toString());
  }

  private open(command: string, word: string): Slice[] {
    return [Slice.of(command), Slice.of(this.index), Slice.of(word)];
  }

  private openRemoval(query: string): Slice[] {
    const words = this.open("FT.SEARCH", query);
    add(words, ["NOCONTENT", "LIMIT", "0", MOST_REMOVED]);
    return words;
  }

  private command(words: Slice[]): Call {
    const body = writeCommand(words);
    return new Call(Upstream.Vector, this.config.service, "", "", [], body, Protocol.Redis);
  }
}

function noMatches(): Result<Match[]> {
  return Result.fail<Match[]>("the reply is not a list of documents");
}

function add(words: Slice[], more: string[]): void {
  for (let i = 0; i < more.length; i++) words.push(Slice.of(more[i]));
}

function addField(words: Slice[], name: string, value: Slice): void {
  words.push(Slice.of(name));
  words.push(value);
}

/** What a query names by `$name`: any bytes, which have no way to become part of it. */
function addParameters(words: Slice[], names: string[], values: Slice[]): void {
  add(words, ["PARAMS", (2 * names.length).toString()]);
  for (let i = 0; i < names.length; i++) addField(words, names[i], values[i]);
  add(words, ["DIALECT", "2"]);
}
