import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { deliver, dripping } from "./delivery.ts";
import { type Fault, replacement } from "./fault.ts";
import { readBody, Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";

const KEPT_REQUESTS = 1000;
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Where a stand-in listens. */
export interface Address {
  /** 127.0.0.1 unless told. */
  host?: string;
  /** 0, the default, takes any free port. */
  port?: number;
}

/** An HTTP server in this process that stands in for a cloud service. */
export abstract class Standin {
  /** Asked for every request before the service is; null leaves the request alone. */
  fault: ((request: Received) => Fault | null) | null = null;
  private received: Received[] = [];
  private total = 0;
  private connections = 0;
  private readonly server: Server;
  private readonly address: Required<Address>;

  constructor(address: Address = {}) {
    this.address = { host: address.host ?? "127.0.0.1", port: address.port ?? 0 };
    // Idle connections are kept: a proxy that reuses one just as it closes would see a reset.
    this.server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      void this.serve(request, response);
    });
    this.server.on("connection", () => this.connections++);
  }

  /** The service itself. `signal` aborts when the client goes away or the stand-in closes. */
  protected abstract answer(request: Received, signal: AbortSignal): Promise<Reply> | Reply;

  /** Listens; the stand-in itself, so that `await new Llm().start()` reads well. */
  async start(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      // Node's backlog of 511 turns connections of a crowd away, which come again after a second.
      this.server.listen({ ...this.address, backlog: 4096 }, resolve);
    });
    return this;
  }

  /** The port listened on; 0 before `start`. */
  get port(): number {
    return (this.server.address() as AddressInfo | null)?.port ?? 0;
  }

  /** `http://host:port`, without a slash at its end. */
  get origin(): string {
    return `http://${this.address.host}:${this.port}`;
  }

  /** The last 1000 requests, oldest first. */
  get requests(): readonly Received[] {
    return this.received;
  }

  /** Requests since the start or the last `reset`. */
  get requestCount(): number {
    return this.total;
  }

  /** TCP connections accepted since the start or the last `reset`. */
  get connectionCount(): number {
    return this.connections;
  }

  /** Forgets requests, counts and the fault. Open connections stay. */
  reset(): void {
    this.received = [];
    this.total = 0;
    this.connections = 0;
    this.fault = null;
  }

  /** Stops listening and ends every connection. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    response.on("error", () => gone.abort());
    try {
      const bytes = await readBody(message, MAX_BODY_BYTES);
      const request = this.note(new Received(message, bytes ?? Buffer.alloc(0)));
      response.on("close", () => (request.abandoned ||= !response.writableFinished));
      if (bytes === null) return await deliver(response, json(413, { error: { message: "body too large" } }));
      await this.respond(request, response, gone.signal);
    } catch (error) {
      // A client that went away needs no answer; its half-read body or cancelled wait ends here.
      if (!gone.signal.aborted) response.destroy(error as Error);
    }
  }

  private note(request: Received): Received {
    this.total++;
    this.received.push(request);
    if (this.received.length > KEPT_REQUESTS) this.received.shift();
    return request;
  }

  private async respond(request: Received, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const fault = this.fault?.(request) ?? {};
    if (fault.delayMs) await sleep(fault.delayMs, undefined, { signal });
    if (fault.hang) return;
    if (fault.reset) {
      response.destroy();
      return;
    }
    const reply = replacement(fault) ?? (await this.answerOrRefuse(request, signal));
    reply.headers = { ...reply.headers, ...fault.headers };
    if (fault.dripMs) reply.body = dripping(reply.body, fault.dripMs, signal);
    await deliver(response, reply, fault.resetAfterBytes);
  }

  private async answerOrRefuse(request: Received, signal: AbortSignal): Promise<Reply> {
    try {
      return await this.answer(request, signal);
    } catch (error) {
      if (error instanceof Refusal) return error.reply;
      if (signal.aborted) throw error;
      return json(500, { error: { message: `the stand-in failed: ${String(error)}` } });
    }
  }
}
