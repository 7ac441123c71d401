import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { EnvoyConfig } from "../../dev/stack/envoy-config.ts";
import type { Listener } from "../../dev/stack/envoy-types.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { type Answer, askBody, chat } from "./support/chat.ts";
import { fresh } from "./support/questions.ts";
import {
  plain,
  withFields,
  withHeaders,
  history,
  afterTool,
  asParts,
  verbatim,
  tool,
  picture,
  bearer,
  verbatimSeed,
  verbatimTemperature,
  withTools,
  consumer,
  type Request,
} from "./support/requests.ts";
import { startStack } from "./support/stack.ts";
import { stored } from "./support/stored.ts";

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack?.close());

const APART: [what: string, one: Request, other: Request][] = [
  ["model", withFields({ model: "a" }), withFields({ model: "b" })],
  ["model's letter case", withFields({ model: "qwen-plus" }), withFields({ model: "Qwen-Plus" })],
  ["temperature", withFields({ temperature: 0.2 }), withFields({ temperature: 0.8 })],
  ["temperature or none", plain, withFields({ temperature: 0 })],
  ["top_p", withFields({ top_p: 0.1 }), withFields({ top_p: 0.9 })],
  ["seed", withFields({ seed: 1 }), withFields({ seed: 2 })],
  ["large seeds one apart", verbatimSeed("9007199254740992"), verbatimSeed("9007199254740993")],
  ["max_tokens", withFields({ max_tokens: 100 }), withFields({ max_tokens: 200 })],
  ["stop", withFields({ stop: ["a"] }), withFields({ stop: ["b"] })],
  ["n", plain, withFields({ n: 2 })],
  ["response_format", plain, withFields({ response_format: { type: "json_object" } })],
  ["a parameter nobody knows", plain, withFields({ enable_search: true })],
  ["tools", withFields({ tools: [tool("a")] }), withFields({ tools: [tool("b")] })],
  ["a tool's description", withFields({ tools: [tool("a")] }), withFields({ tools: [tool("a", "e")] })],
  ["tools or none", plain, withFields({ tools: [tool("a")] })],
  ["tool_choice", withTools("auto"), withTools("none")],
  ["system prompt", history(["system", "Be brief."]), history(["system", "Be thorough."])],
  ["system prompt or none", plain, history(["system", "Be brief."])],
  ["system or user said it", history(["system", "Be brief."]), history(["user", "Be brief."])],
  ["developer prompt", history(["developer", "Be brief."]), history(["developer", "Be thorough."])],
  [
    "earlier question",
    history(["user", "A?"], ["assistant", "C"]),
    history(["user", "B?"], ["assistant", "C"]),
  ],
  [
    "earlier answer",
    history(["user", "A?"], ["assistant", "C"]),
    history(["user", "A?"], ["assistant", "D"]),
  ],
  ["earlier turns or none", plain, history(["user", "A?"], ["assistant", "C"])],
  ["what a tool said since", afterTool("3 degrees"), afterTool("9 degrees")],
  ["what a tool said or nothing", plain, afterTool("3 degrees")],
  ["where turns are cut", history(["user", "ab"], ["user", "c"]), history(["user", "a"], ["user", "bc"])],
  ["picture", asParts(picture("https://h/1.png")), asParts(picture("https://h/2.png"))],
  ["picture or none", asParts(), asParts(picture("https://h/1.png"))],
  ["Authorization", bearer("a"), bearer("b")],
  ["Authorization or none", plain, bearer("a")],
  ["api-key", withHeaders({ "api-key": "a" }), withHeaders({ "api-key": "b" })],
  ["x-mse-consumer", consumer("a", "k"), consumer("b", "k")],
  ["consumer or a key of its name", consumer("a", "a"), bearer("a")],
];

const SHARED: [what: string, one: Request, other: Request][] = [
  [
    "key order",
    verbatim(`{"model":"m","temperature":0.5,"top_p":1,"messages":[{"role":"user","content":"$"}]}`),
    verbatim(`{"messages":[{"content":"$","role":"user"}],"top_p":1,"temperature":0.5,"model":"m"}`),
  ],
  [
    "white space",
    verbatim(`{"model":"m","messages":[{"role":"user","content":"$"}]}`),
    verbatim(`\r\n{ "model" :\t"m",\n\n "messages" : [ { "role" : "user" , "content" : "$" } ] } `),
  ],
  ["number spelling 0.7, 0.70", verbatimTemperature("0.7"), verbatimTemperature("0.70")],
  ["number spelling 0.7, 7e-1", verbatimTemperature("0.7"), verbatimTemperature("7E-1")],
  ["number spelling 1, 1.0", verbatimTemperature("1"), verbatimTemperature("1.0")],
  [
    "escapes in strings",
    verbatim(`{"model":"m/1","messages":[{"role":"user","content":"a é $"}]}`),
    verbatim(`{"mode\\u006c":"m\\/1","messages":[{"role":"user","content":"\\u0061 \\u00e9 $"}]}`),
  ],
  [
    "space around and inside the question",
    verbatim(`{"model":"m","messages":[{"role":"user","content":"a $"}]}`),
    verbatim(`{"model":"m","messages":[{"role":"user","content":" \\ta \\u00a0 \\u3000 $ \\n"}]}`),
  ],
  ["form of a text", plain, asParts()],
  ["number of answers, where it is one", plain, withFields({ n: 1 })],
  ["user", withFields({ user: "a" }), withFields({ user: "b" })],
  ["metadata", withFields({ metadata: { a: "1" } }), withFields({ metadata: { a: "2" } })],
  ["stream", plain, withFields({ stream: true })],
  ["stream_options", plain, withFields({ stream: true, stream_options: { include_usage: true } })],
  ["a consumer's changing key", consumer("a", "old"), consumer("a", "new")],
  ["headers that are nobody's", plain, withHeaders({ "user-agent": "x", "x-request-id": "y", cookie: "z" })],
];

function put(request: Request, question: string): Promise<Answer> {
  const { body, headers } = request(question);
  return askBody(stack, body, headers ? { headers } : {});
}

/** Asks in one way and then in the other; what the cache said to the second. */
async function both(one: Request, other: Request): Promise<[Answer, Answer]> {
  const question = fresh();
  const first = await put(one, question);
  assert.deepEqual([first.got.status, first.cache], [200, "miss"]);
  await stored(stack, first);
  return [first, await put(other, question)];
}

for (const [what, one, other] of APART) {
  // Each way round: a scope that merely forgets what is absent would pass one of them.
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    test(`not shared across ${what}${first === one ? "" : ", the other way round"}`, async () => {
      const [kept, asked] = await both(first, second);
      assert.equal(asked.cache, "miss");
      assert.notEqual(asked.key, kept.key);
      assert.notEqual(asked.got.body, kept.got.body);
    });
  }
}

for (const [what, one, other] of SHARED) {
  test(`shared whatever the ${what}`, async () => {
    const [kept, asked] = await both(one, other);
    assert.deepEqual([asked.cache, asked.key, asked.text()], ["hit", kept.key, kept.text()]);
  });
}

test("letter case of the question makes another entry, one in other words", async () => {
  const question = fresh();
  await stored(stack, await put(plain, `A ${question}`));
  assert.equal((await put(plain, `a ${question}`)).cache, "semantic-hit");
});

test("a name given twice makes a request that is not answered from the cache", async () => {
  const question = fresh();
  await stored(stack, await put(plain, question));
  const twice = `{"temperature":0,"temperature":1,${JSON.stringify(chat(question)).slice(1)}`;
  assert.equal((await askBody(stack, twice)).cache, "bypass");
});

test("not shared across routes", async () => {
  const routed = await startStack({ patch: nameRoutes });
  try {
    const question = fresh();
    const at = (path: string) => ({ url: `${routed.url}${path}` });
    const first = await askBody(at("/one"), plain(question).body);
    await stored(routed, first);
    assert.equal((await askBody(at("/one"), plain(question).body)).cache, "hit");
    const elsewhere = await askBody(at("/two"), plain(question).body);
    assert.equal(elsewhere.cache, "miss");
    assert.notEqual(elsewhere.key, first.key);
  } finally {
    await routed.close();
  }
});

/** Two routes to the LLM, each with a name. */
function nameRoutes(config: EnvoyConfig): void {
  const { static_resources } = config.toJSON() as { static_resources: { listeners: [Listener] } };
  const [host] = static_resources.listeners[0].filter_chains[0].filters[0].typed_config.route_config
    .virtual_hosts as [{ routes: object[] }];
  const { route } = host.routes[0] as { route: object };
  host.routes = ["one", "two"].map((name) => ({
    name,
    match: { prefix: `/${name}/` },
    route: { ...route, prefix_rewrite: "/" },
  }));
}
