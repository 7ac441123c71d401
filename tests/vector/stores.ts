import { Slice } from "../../assembly/bytes/slice";
import { Service } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { Policy } from "../../assembly/config/config";
import { CollectionConfig, VectorConfig, VectorType } from "../../assembly/config/vector";
import { vectorStoreOrRedis } from "../../assembly/vector/factory";
import { Match, SearchScope, VectorStore } from "../../assembly/vector/vector-store";

/**
 * A DashVector with the key `dv-1` and the collection `qa1`, asked for the nearest `topK`.
 * @param keepsEntries whether there is no cache beside it
 */
export function dashvector(topK: i32 = 5, keepsEntries: bool = false): VectorStore {
  const service = new Service("dashvector", "vrs-cn.example", 400);
  const type = VectorType.DashVector;
  const policy = new Policy(0.1, false, 0.05, 0);
  const collection = new CollectionConfig("qa1", true, false);
  return vectorStoreOrRedis(
    new VectorConfig(type, service, "dv-1", collection, topK, policy, false, 600, keepsEntries),
  );
}

export function scopeOf(scope: string, model: string, now: i64): SearchScope {
  return new SearchScope(Slice.of(scope), model, now);
}

/** What a reply to a search holds: its matches as `shownMatch` tells them, one a line, or `fault F`. */
export function found(reply: Reply): string {
  return foundBy(dashvector(), reply);
}

/** The same of any store. */
export function foundBy(store: VectorStore, reply: Reply): string {
  const result = store.readMatches(reply);
  const matches = result.value;
  const fault = result.fault;
  if (matches == null) return fault == null ? "neither" : "fault " + fault;
  const lines = new Array<string>();
  for (let i = 0; i < matches.length; i++) lines.push(shownMatch(matches[i]));
  return lines.join("\n");
}

/** The fields of a match, separated by a bar, in the order of its class. */
export function shownMatch(match: Match): string {
  const fields = [
    match.id.toString(),
    match.distance.toString(),
    match.key.toString(),
    match.digest.toString(),
    match.scope.toString(),
    match.model.toString(),
    match.expiresAt.toString(),
  ];
  if (match.question.length > 0) fields.push(match.question.toString());
  const entry = match.entry;
  if (entry != null) fields.push(entry.toString());
  return fields.join("|");
}
