import {
  BufferTypeValues as Buffer,
  WasmResultValues as Status,
} from "@solo-io/proxy-runtime/assembly/runtime";
import { Slice } from "../bytes/slice";
import { Call, Protocol, Service } from "../call/call";
import { Reply } from "../call/reply";
import { CacheConfig } from "../config/config";
import { proxy_redis_call, proxy_redis_init } from "./higress-calls";
import { bufferOf } from "./hostcalls";
import { Receiver } from "./host";
import { clearOut, numberOut } from "./memory";
import { PendingCalls } from "./pending-calls";
import { ProxyHost } from "./proxy-host";

/** The buffer in which Higress hands over the reply of a Redis command. */
const REDIS_REPLY: i32 = 9;

/** A Redis that calls may go to. */
class RedisLink {
  /** Whether Higress has taken the credentials; it asks for them anew after it has lost them. */
  isOpen: bool = false;
  constructor(readonly config: CacheConfig) {}
}

/** The hosts of all configurations in this machine, by the id of their root context: code runs for one at a time. */
const hosts: Map<u32, HigressHost> = new Map();

/** Higress: the Proxy-Wasm ABI and Redis callouts (https://github.com/higress-group/proxy-wasm-go-sdk). */
export class HigressHost extends ProxyHost {
  /** Higress counts the tokens of Redis apart from those of HTTP. */
  private readonly redisCalls: PendingCalls = new PendingCalls();
  private readonly links: RedisLink[] = [];

  constructor(rootId: u32) {
    super(rootId);
    hosts.set(rootId, this);
  }

  /** The host of a root context; null where there is none. */
  static of(rootId: u32): HigressHost | null {
    return hosts.has(rootId) ? hosts.get(rootId) : null;
  }

  override close(): void {
    hosts.delete(this.rootId);
  }

  override openRedis(config: CacheConfig): bool {
    const link = new RedisLink(config);
    this.links.push(link);
    return open(link);
  }

  override dispatch(call: Call, timeout: i32, receiver: Receiver, tag: i32): Reply | null {
    if (call.protocol != Protocol.Redis) return super.dispatch(call, timeout, receiver, tag);
    // The cluster may not have been known yet when the configuration came.
    this.reopen(call.service);
    let isSent = sendRedis(call.service.cluster, call.body);
    const other = call.service.otherCluster;
    if (!isSent && other != null) isSent = sendRedis(other, call.body);
    if (!isSent) return Reply.refusal();
    this.redisCalls.add(load<u32>(numberOut), receiver, tag);
    return null;
  }

  /** A reply has come from Redis; any other status than 0 means that none will. */
  onRedisReply(token: u32, status: u32, size: i32): void {
    if (size > this.maxReplyBytes) return this.redisCalls.deliver(token, Reply.tooLarge());
    const isAnswered = status == 0 && size > 0;
    const body = isAnswered ? bufferOf(<Buffer>REDIS_REPLY, size) : Slice.EMPTY;
    if (lacksCredentials(body)) this.forgetLinks();
    this.redisCalls.deliver(token, new Reply(isAnswered ? 200 : 0, body));
  }

  private reopen(service: Service): void {
    for (let i = 0; i < this.links.length; i++) {
      const link = this.links[i];
      if (link.config.service == service && !link.isOpen) open(link);
    }
  }

  /** Which of them has lost its login is not told; to open one twice does no harm. */
  private forgetLinks(): void {
    for (let i = 0; i < this.links.length; i++) this.links[i].isOpen = false;
  }
}

/** Whether Redis says that this connection has not logged in. */
function lacksCredentials(reply: Slice): bool {
  return reply.length > 7 && reply.slice(0, 7).equals("-NOAUTH");
}

/** Tells Higress of a Redis under each name that its cluster may have. */
function open(link: RedisLink): bool {
  const service = link.config.service;
  let isOpen = openCluster(service.cluster, link.config);
  const other = service.otherCluster;
  if (!isOpen && other != null) isOpen = openCluster(other, link.config);
  link.isOpen = isOpen;
  return isOpen;
}

function openCluster(cluster: string, config: CacheConfig): bool {
  const database = config.database > 0 ? "?db=" + config.database.toString() : "";
  const service = Slice.of(cluster + database);
  const username = textOf(config.username);
  const password = textOf(config.password);
  const status = proxy_redis_init(
    service.pointer,
    service.length,
    username.pointer,
    username.length,
    password.pointer,
    password.length,
    config.service.timeout,
  );
  return status == Status.Ok;
}

function sendRedis(cluster: string, command: Slice): bool {
  const service = Slice.of(cluster);
  clearOut();
  const status = proxy_redis_call(
    service.pointer,
    service.length,
    command.pointer,
    command.length,
    numberOut,
  );
  return status == Status.Ok;
}

function textOf(text: string | null): Slice {
  return text == null ? Slice.EMPTY : Slice.of(text);
}
