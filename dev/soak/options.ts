/** How long and how hard the gateway is used. */
export interface SoakOptions {
  minutes: number;
  /** Long answers under way at any time. */
  streams: number;
  /** How long one of them takes, seconds. */
  streamSeconds: number;
  /** Short requests in a second; 0 for as many as the machine takes. */
  rate: number;
  /** Short requests under way at most. */
  atOnce: number;
  /** Worker threads of Envoy. */
  workers: number;
  /** How long each trouble lasts, seconds; as long a calm follows it. */
  troubleSeconds: number;
  /** Questions that are asked anew after each trouble, all of which must be stored. */
  probes: number;
  /** Longest wait for a service, and for a whole look-up. On a busy machine the stand-ins are slow, which is no trouble. */
  timeoutMs: number;
}

const DEFAULTS: SoakOptions = {
  minutes: 4,
  streams: 2000,
  streamSeconds: 30,
  rate: 0,
  atOnce: 16,
  workers: 2,
  troubleSeconds: 8,
  probes: 20,
  timeoutMs: 4000,
};

const VARIABLES: Record<keyof SoakOptions, string> = {
  minutes: "MINUTES",
  streams: "STREAMS",
  streamSeconds: "STREAM_SECONDS",
  rate: "RATE",
  atOnce: "AT_ONCE",
  workers: "WORKERS",
  troubleSeconds: "TROUBLE_SECONDS",
  probes: "PROBES",
  timeoutMs: "TIMEOUT_MS",
};

/** Reads the variables of `make soak`. Throws where one is no number, or below 0. */
export function readOptions(env: Record<string, string | undefined>): SoakOptions {
  const options = { ...DEFAULTS };
  for (const [field, name] of Object.entries(VARIABLES) as [keyof SoakOptions, string][]) {
    const text = env[name];
    if (text === undefined || text === "") continue;
    const value = Number(text);
    if (!(value >= 0) || value === Infinity) throw new Error(`${name}: expected a number, got "${text}"`);
    options[field] = value;
  }
  return options;
}

/** The command that runs a soak with these options. */
export function commandOf(options: SoakOptions): string {
  const changed = (Object.entries(VARIABLES) as [keyof SoakOptions, string][])
    .filter(([field]) => options[field] !== DEFAULTS[field])
    .map(([field, name]) => `${name}=${options[field]}`);
  return ["make soak", ...changed].join(" ");
}
