/** The modules that `make build` makes, each of which becomes an image of the same name. */
export const MODULES = ["ai-cache", "ai-cache-higress"] as const;
export type ModuleName = (typeof MODULES)[number];

/** The proxies that load a module. */
export const GATEWAYS: Record<ModuleName, string> = {
  "ai-cache": "Envoy, Istio, Envoy Gateway",
  "ai-cache-higress": "Higress",
};

export function isModuleName(name: string): name is ModuleName {
  return (MODULES as readonly string[]).includes(name);
}
