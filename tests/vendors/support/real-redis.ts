import { Worker } from "node:worker_threads";

/** Longest reply, in bytes. */
const ROOM = 8 * 1024 * 1024;
const PATIENCE_MS = 5000;

/** A connection to Redis, as a program of its own: time stands still in V8 hosts while a command is answered. */
const PROGRAM = `
const { createConnection } = require("node:net");
const { workerData, parentPort } = require("node:worker_threads");
const flag = new Int32Array(workerData.shared, 0, 2);
const room = new Uint8Array(workerData.shared, 8);
const socket = createConnection(workerData.port, "127.0.0.1");
let got = Buffer.alloc(0);
/** Where the reply that begins at \`at\` ends; -1 where it does not. */
function endOf(bytes, at) {
  const line = bytes.indexOf("\\r\\n", at);
  if (line < 0) return -1;
  const count = Number(bytes.subarray(at + 1, line));
  const type = String.fromCharCode(bytes[at]);
  let end = line + 2;
  if (type === "$" && count >= 0) return bytes.length >= end + count + 2 ? end + count + 2 : -1;
  if (type === "*") for (let i = 0; i < count && end >= 0; i++) end = endOf(bytes, end);
  return end;
}
socket.on("data", (piece) => {
  got = Buffer.concat([got, piece]);
  if (endOf(got, 0) !== got.length) return;
  room.set(got);
  flag[1] = got.length;
  got = Buffer.alloc(0);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});
parentPort.on("message", (command) => socket.write(command));
`;

/** A real Redis, whose replies are waited for. */
export class RealRedis {
  private readonly shared = new SharedArrayBuffer(ROOM + 8);
  private readonly flag = new Int32Array(this.shared, 0, 2);
  private readonly worker: Worker;

  constructor(port: number) {
    this.worker = new Worker(PROGRAM, { eval: true, workerData: { port, shared: this.shared } });
  }

  /** The raw reply to a command. */
  reply(args: (string | Buffer)[]): Buffer {
    const parts = args.map((arg) => Buffer.from(arg));
    const written = parts.flatMap((part) => [Buffer.from(`$${part.length}\r\n`), part, Buffer.from("\r\n")]);
    Atomics.store(this.flag, 0, 0);
    this.worker.postMessage(Buffer.concat([Buffer.from(`*${parts.length}\r\n`), ...written]));
    if (Atomics.wait(this.flag, 0, 0, PATIENCE_MS) === "timed-out") throw new Error("Redis does not answer");
    return Buffer.from(new Uint8Array(this.shared, 8, this.flag[1]));
  }

  /** The strings in the reply to a command, whatever lists they are in; numbers as text. */
  words(...args: (string | Buffer)[]): string[] {
    const bytes = this.reply(args);
    const words: string[] = [];
    for (let at = 0; at < bytes.length;) {
      const line = bytes.indexOf("\r\n", at);
      const [type, text] = [String.fromCharCode(bytes[at]!), bytes.subarray(at + 1, line).toString()];
      at = line + 2;
      if (type === "-") throw new Error(text);
      if (type === "$") {
        words.push(bytes.subarray(at, at + Number(text)).toString());
        at += Number(text) + 2;
      } else if (type !== "*") words.push(text);
    }
    return words;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
