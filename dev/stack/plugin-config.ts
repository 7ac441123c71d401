/** One object of the plugin's configuration. */
export type Section = Record<string, unknown>;

/** The plugin's configuration, as envoy/envoy.yaml has it. */
export interface PluginConfig {
  cache: Section;
  embedding: Section;
  vector: Section;
  [field: string]: unknown;
}

/** Changes a configuration: the new one, which may be wrong on purpose, or text that is not even JSON. */
export type ConfigChange = (config: PluginConfig) => object | string;
