import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { Reply } from "../../assembly/call/reply";
import { digestOf } from "../../assembly/entry/digest";
import { completionOf } from "../support/chat";
import { CACHE, EMBEDDING, VECTOR } from "../config/reading";
import { framed, ok, okJson } from "../support/calls";

// Quotes in all texts are as in `json`.

/** A configuration with exact look-ups alone, and with these further fields. Nothing is kept locally unless they say so. */
export function exact(fields: string = ""): string {
  return "{" + CACHE + distant(fields) + "}";
}

function distant(fields: string): string {
  return fields.includes("'local'") ? fields : ",'local':{'slots':0}" + fields;
}

/** A configuration with semantic look-ups and without sweeps, and with these further fields. */
export function semantic(fields: string = ""): string {
  return sweeping(0, fields);
}

/** The same with a sweep every so many seconds. */
export function sweeping(interval: i32, fields: string = ""): string {
  const vector = VECTOR.replace("}", ",'check':false,'sweepInterval':" + interval.toString() + "}");
  return "{" + CACHE + "," + EMBEDDING + "," + vector + distant(fields) + "}";
}

/** A configuration whose vector store keeps the entries, there being no cache. */
export function cacheless(fields: string = ""): string {
  return semantic(fields).replace(CACHE + ",", "");
}

/** The same configuration with entries that live for this many seconds. */
export function living(config: string, seconds: i32): string {
  return config.replace("'cluster':'webdis'", "'cluster':'webdis','cacheTTL':" + seconds.toString());
}

/** A chat request that asks `question`; `fields` come first. */
export function chat(question: string, fields: string = ""): string {
  return "{" + fields + "'model':'gpt-4o','messages':[{'role':'user','content':'" + question + "'}]}";
}

export const QUESTION = "What is Envoy?";
export const CHAT: string = chat(QUESTION);
export const STREAM: string = chat(QUESTION, "'stream':true,");

/** A completion that says `text`, ended by `finish`. */
export function completion(text: string, finish: string = "stop"): string {
  return (
    "{'id':'c1','object':'chat.completion','created':1,'model':'gpt-4o','choices':[{'index':0,'message':" +
    "{'role':'assistant','content':'" +
    text +
    "'},'logprobs':null,'finish_reason':'" +
    finish +
    "'}],'usage':{'prompt_tokens':5,'completion_tokens':3,'total_tokens':8}}"
  );
}

export const ANSWER: string = completion("A proxy.");

/** An event with a chunk whose only choice has these members. */
export function chunk(members: string): string {
  return (
    "data: {'id':'c1','object':'chat.completion.chunk','created':1,'model':'gpt-4o','choices':[{'index':0," +
    members +
    "}]}\n\n"
  );
}

export const SAYS: string = chunk("'delta':{'role':'assistant','content':'A proxy.'},'finish_reason':null");
export const STOP: string = chunk("'delta':{},'finish_reason':'stop'");
export const DONE: string = "data: [DONE]\n\n";
export const EVENTS: string = SAYS + STOP + DONE;

/** Webdis' replies. */
export function redisHas(value: Slice): Reply {
  return new Reply(200, framed("$" + value.length.toString() + "\r\n", value, "\r\n"));
}

export function redisHasNot(): Reply {
  return ok("$-1\r\n");
}

export function redisOk(): Reply {
  return ok("+OK\r\n");
}

export function redisSays(error: string): Reply {
  return ok("-" + error + "\r\n");
}

/** DashScope's reply with this vector. */
export function embedded(vector: string = "[0.1,0.2]"): Reply {
  return okJson("{'output':{'embeddings':[{'text_index':0,'embedding':" + vector + "}]}}");
}

/** Id of an entry of another question. */
export const OTHER = "0f".repeat(32);

/** A document as DashVector finds it, of ANSWER, in the collection's only embedding model. */
export function document(id: Slice, distance: f64, key: Slice, scope: Slice, expiresAt: i64): string {
  const out = new ByteWriter();
  out
    .text("{'id':'")
    .slice(id)
    .text("','score':" + distance.toString() + ",'fields':{'key':'")
    .slice(key);
  out.text("','digest':'").slice(digestOf(completionOf(ANSWER)));
  out.text("','scope':'").slice(scope);
  out.text("','model':'text-embedding-v2/0','expires_at':");
  return out
    .text(expiresAt.toString() + "}}")
    .finish()
    .toString();
}

/** DashVector's replies. */
export function neighbours(documents: string): Reply {
  return okJson("{'code':0,'output':[" + documents + "]}");
}

export function vectorDone(): Reply {
  return okJson("{'code':0}");
}

export function failed(status: i32): Reply {
  return new Reply(status, Slice.of("<html>"));
}

/** No answer at all: what the proxy says when a call has timed out or its connection broke. */
export function silence(): Reply {
  return new Reply(0, Slice.EMPTY);
}
