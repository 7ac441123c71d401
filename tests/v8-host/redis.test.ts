import assert from "node:assert/strict";
import { test } from "node:test";
import { VirtualClock } from "../../dev/v8-host/clock.ts";
import { LOST, REFUSED } from "../../dev/v8-host/http-upstreams.ts";
import { MemoryRedis } from "../../dev/v8-host/redis/memory-redis.ts";
import { bulk, readCommand } from "../../dev/v8-host/redis/resp.ts";
import { heard, puppetHost } from "./support/puppet.ts";

function asked(redis: MemoryRedis, ...commands: string[]): string[] {
  const session = redis.connect();
  return commands.map((command) =>
    String(
      redis.execute(
        session,
        command.split(" ").map((it) => Buffer.from(it)),
      ),
    ),
  );
}

test("a command is an array of bulk strings and nothing else", () => {
  const set = Buffer.from("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$4\r\n\r\n\0\xff\r\n", "latin1");
  assert.deepEqual(
    readCommand(set)!.map((part) => part.toString("latin1")),
    ["SET", "k", "\r\n\0\xff"],
  );
  for (let size = 0; size < set.length; size++) assert.equal(readCommand(set.subarray(0, size)), null);
  for (const bad of [
    "GET k\r\n",
    "*0\r\n",
    "*-1\r\n",
    "*1\r\n+GET\r\n",
    "*1\r\n$3\r\nGETS\n",
    "*1\r\n$03\r\nGET\r\n",
    "*1\r\n$3\r\nGET\r\nmore",
  ])
    assert.equal(readCommand(Buffer.from(bad)), null, bad);
});

test("it keeps values until their time is up", () => {
  const clock = new VirtualClock(0);
  const redis = new MemoryRedis(clock);
  assert.deepEqual(asked(redis, "GET k", "SET k v EX 2", "GET k", "TTL k", "set l w", "TTL l", "TTL m"), [
    "$-1\r\n",
    "+OK\r\n",
    "$1\r\nv\r\n",
    ":2\r\n",
    "+OK\r\n",
    ":-1\r\n",
    ":-2\r\n",
  ]);
  clock.advance(1999);
  assert.deepEqual([String(redis.get("k")), redis.keys()], ["v", ["k", "l"]]);
  clock.advance(1);
  assert.deepEqual([redis.get("k"), redis.keys()], [null, ["l"]]);
  assert.deepEqual(asked(redis, "SETEX k 1 v", "DEL k none", "GET k"), ["+OK\r\n", ":1\r\n", "$-1\r\n"]);
});

test("it refuses as Redis does", () => {
  const redis = new MemoryRedis(new VirtualClock(0));
  redis.setHash("hash");
  const replies = asked(
    redis,
    "GET",
    "GET hash",
    "SET k v EX 0",
    "SET k v EX x",
    "SET k v PX 5",
    "SELECT 16",
    "FLUSHALL",
    "AUTH x",
  );
  assert.deepEqual(
    replies.map((reply) => reply.slice(0, 18)),
    [
      "-ERR wrong number ",
      "-WRONGTYPE Operati",
      "-ERR invalid expir",
      "-ERR invalid expir",
      "-ERR syntax error\r",
      "-ERR DB index is o",
      "-ERR unknown comma",
      "-ERR AUTH <passwor",
    ],
  );
  assert.deepEqual(redis.keys(), ["hash"]);
});

test("it wants its password first, and has sixteen databases", () => {
  const redis = new MemoryRedis(new VirtualClock(0), { password: "p", username: "u" });
  assert.match(asked(redis, "GET k")[0]!, /^-NOAUTH/);
  assert.match(asked(redis, "AUTH p", "GET k").join(), /^-WRONGPASS.*-NOAUTH/s);
  assert.deepEqual(asked(redis, "AUTH u p", "SELECT 3", "SET k v", "GET k"), [
    "+OK\r\n",
    "+OK\r\n",
    "+OK\r\n",
    "$1\r\nv\r\n",
  ]);
  assert.deepEqual([redis.get("k"), String(redis.get("k", 3))], [null, "v"]);
});

test("a reply comes to the root as raw RESP, later, and can be read only while it does", async (t) => {
  const host = await puppetHost(t);
  const cluster = host.redis("r");
  const plugin = host.configure(
    "configure: redis-init r 100  , redis r SET k v EX 9, redis r GET k\nredis: buffer 9\ntick: buffer 9",
  );
  assert.deepEqual(heard(host).slice(3), [
    "redis-init r 100   = 0",
    "redis r SET k v EX 9 = 0 token 1",
    "redis r GET k = 0 token 2",
  ]);
  host.clock.advance(1);
  assert.deepEqual(heard(host), [
    "redis@1 1 0 5",
    "buffer 9 = 0 +OK\r\n",
    "redis@1 2 0 7",
    "buffer 9 = 0 $1\r\nv\r\n",
  ]);
  plugin.tick(10);
  host.clock.advance(10);
  assert.equal(heard(host).at(-1), "buffer 9 = 1");
  assert.deepEqual(cluster.commands, ["SET k v EX 9", "GET k"]);
});

test("an unknown service is BadArgument, none healthy or none told of InternalFailure", async (t) => {
  const host = await puppetHost(t);
  host.redis("untold");
  host.redis("ill").answer = () => REFUSED;
  host.configure(
    "configure: redis-init nowhere 100  , redis nowhere GET k, redis untold GET k, redis-init ill 100  , redis ill GET k",
  );
  assert.deepEqual(
    heard(host)
      .slice(3)
      .map((line) => line.split(" = ")[1]),
    ["2", "2 token 0", "10 token 0", "0", "10 token 0"],
  );
  assert.equal(host.clock.settle(), 0);
});

test("user, password and database are told once; what is wrong shows at the first command", async (t) => {
  const host = await puppetHost(t);
  const cluster = host.redis("r", { password: "p" });
  cluster.redis.set("k", "three", 0, 3);
  host.configure("configure: redis-init r?db=3 100  p, redis r GET k, redis r?db=3 GET k\nredis: buffer 9");
  host.clock.advance(1);
  assert.deepEqual(heard(host).slice(-3), [
    "redis r?db=3 GET k = 2 token 0",
    "redis@1 1 0 11",
    "buffer 9 = 0 $5\r\nthree\r\n",
  ]);
  assert.deepEqual(cluster.logins, [{ username: "", password: "p", db: 3, timeout: 100 }]);
  host.configure("configure: redis-init r 100  wrong, redis r GET k\nredis: buffer 9");
  host.clock.advance(1);
  assert.equal(heard(host).at(-1), "buffer 9 = 0 -NOAUTH Authentication required.\r\n");
});

test("replies keep the order of the commands, and a timeout fails all that wait", async (t) => {
  const host = await puppetHost(t);
  const outcomes = [{ delay: 60 }, { delay: 1 }, LOST, { delay: 1 }] as const;
  let number = 0;
  host.redis("r").answer = () => outcomes[number++] ?? null;
  host.configure("configure: redis-init r 100  , redis r GET a, redis r GET b, redis r GET c, redis r GET d");
  heard(host);
  host.clock.advance(59);
  assert.deepEqual(heard(host), []);
  host.clock.advance(1);
  assert.deepEqual(heard(host), ["redis@1 1 0 5", "redis@1 2 0 5"]);
  host.clock.advance(99);
  assert.deepEqual(heard(host), []);
  host.clock.advance(1);
  assert.deepEqual(heard(host), ["redis@1 3 11 0", "redis@1 4 11 0"]);
});

test("a scripted reply takes the place of the Redis'", async (t) => {
  const host = await puppetHost(t);
  const cluster = host.redis("r");
  cluster.answer = ({ command }) => (command[0] === "SET" ? { reply: "-LOADING\r\n" } : { reply: bulk("x") });
  host.configure("configure: redis-init r 100  , redis r SET k v, redis r GET k\nredis: buffer 9");
  host.clock.advance(1);
  assert.deepEqual(
    heard(host).filter((line) => line.startsWith("buffer")),
    ["buffer 9 = 0 -LOADING\r\n", "buffer 9 = 0 $1\r\nx\r\n"],
  );
  assert.deepEqual(cluster.redis.keys(), []);
});

test("HTTP and Redis calls are numbered apart", async (t) => {
  const host = await puppetHost(t);
  host.redis("r");
  host.http("h", () => ({}));
  host.configure("configure: redis-init r 100  , redis r GET k, call h 100, redis r GET k");
  assert.deepEqual(
    heard(host)
      .slice(4)
      .map((line) => line.split(" = ")[1]),
    ["0 token 1", "0 token 1", "0 token 2"],
  );
});
