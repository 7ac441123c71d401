import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { Call, upstreamName } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";

/** All of a call but its body: upstream and cluster, authority, method and path, then a header on each line. */
export function headOf(call: Call): string {
  const service = call.service;
  let text = upstreamName(call.upstream) + " at " + service.cluster + " (" + service.authority + ")\n";
  text += call.method + " " + call.path;
  for (let i = 0; i < call.headers.length; i++) {
    text += "\n" + call.headers[i].name + ": " + call.headers[i].value;
  }
  return text;
}

/** All of a call: its head, an empty line and its body. */
export function wholeOf(call: Call): string {
  return headOf(call) + "\n\n" + call.body.toString();
}

/** A reply of status 200 with this body. */
export function ok(body: string): Reply {
  return new Reply(200, Slice.of(body));
}

/** A reply of status 200 with this JSON, in which each `'` stands for a double quote. */
export function okJson(body: string): Reply {
  return ok(body.replaceAll("'", '"'));
}

/** What no upstream should answer and some do, without the parts that depend on the service. */
export const USELESS_BODIES: string[] = [
  "",
  " ",
  "\r\n",
  "\0",
  "null",
  "0",
  '"OK"',
  "[]",
  "{}",
  '{"result"',
  "<html><body>It works!</body></html>",
  "<!DOCTYPE html>\r\n<title>502 Bad Gateway</title>\r\n",
];

/** The bytes around which a reply is written: `before`, `value`, `after`. */
export function framed(before: string, value: Slice, after: string): Slice {
  return new ByteWriter().text(before).slice(value).text(after).finish();
}
