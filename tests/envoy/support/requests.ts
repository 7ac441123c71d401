import type { OutgoingHttpHeaders } from "node:http";
import { chat } from "./chat.ts";

/** A request that asks something, with the given differences. */
export type Request = (question: string) => { body: string; headers?: OutgoingHttpHeaders };

export const plain: Request = (question) => ({ body: JSON.stringify(chat(question)) });
export const withFields =
  (more: object): Request =>
  (question) => ({ body: JSON.stringify({ ...chat(question), ...more }) });
export const withHeaders =
  (headers: OutgoingHttpHeaders): Request =>
  (question) => ({ ...plain(question), headers });
export const history =
  (...turns: [role: string, content: unknown][]): Request =>
  (question) => {
    const messages = [...turns, ["user", question]].map(([role, content]) => ({ role, content }));
    return { body: JSON.stringify(chat(question, { messages })) };
  };
export const asParts =
  (...parts: object[]): Request =>
  (question) => {
    const content = [{ type: "text", text: question }, ...parts];
    return { body: JSON.stringify(chat(question, { messages: [{ role: "user", content }] })) };
  };
/** The body as text, with `$` where the question stands. */
export const verbatim =
  (body: string): Request =>
  (question) => ({ body: body.replace("$", question) });

/** The question, then a call of a tool and what that said: how an agent asks while it works. */
export const afterTool =
  (said: string): Request =>
  (question) => {
    const call = { id: "c", type: "function", function: { name: "f", arguments: "{}" } };
    const messages = [
      { role: "user", content: question },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "c", content: said },
    ];
    return { body: JSON.stringify(chat(question, { messages })) };
  };

export function tool(name: string, description = "d"): object {
  return {
    type: "function",
    function: { name, description, parameters: { type: "object", properties: {} } },
  };
}

export function picture(url: string): object {
  return { type: "image_url", image_url: { url } };
}

export const bearer = (key: string): Request => withHeaders({ authorization: `Bearer ${key}` });

export function verbatimSeed(seed: string): Request {
  return verbatim(`{"model":"m","seed":${seed},"messages":[{"role":"user","content":"$"}]}`);
}

export function verbatimTemperature(temperature: string): Request {
  return verbatim(`{"model":"m","temperature":${temperature},"messages":[{"role":"user","content":"$"}]}`);
}

export function withTools(tool_choice: string): Request {
  return withFields({ tools: [tool("a")], tool_choice });
}

export function consumer(name: string, key: string): Request {
  return withHeaders({ "x-mse-consumer": name, authorization: `Bearer ${key}` });
}
