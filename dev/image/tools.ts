import { onPath } from "../stack/binaries.ts";
import { SettingsError } from "../stack/services.ts";

/** A program that takes an image from a layout to a registry; it knows the credentials by its own log-in. */
export interface Tool {
  name: string;
  /** Its arguments to push what is tagged `tag` in `folder`. */
  push(folder: string, tag: string, reference: string, insecure: boolean): string[];
}

/** In the order in which they are looked for. */
export const TOOLS: readonly Tool[] = [
  {
    name: "skopeo",
    // The format that it has: another would have another digest.
    push: (folder, tag, reference, insecure) => [
      "copy",
      "--format=oci",
      ...(insecure ? ["--dest-tls-verify=false"] : []),
      `oci:${folder}:${tag}`,
      `docker://${reference}`,
    ],
  },
  {
    name: "crane",
    push: (folder, _, reference, insecure) => [
      "push",
      ...(insecure ? ["--insecure"] : []),
      folder,
      reference,
    ],
  },
  {
    name: "oras",
    push: (folder, tag, reference, insecure) => [
      "cp",
      "--from-oci-layout",
      ...(insecure ? ["--to-plain-http"] : []),
      `${folder}:${tag}`,
      reference,
    ],
  },
];

/** The first tool that is on PATH. */
export function findTool(): Tool {
  const tool = TOOLS.find(({ name }) => onPath(name).length > 0);
  if (tool) return tool;
  throw new SettingsError(
    [
      "None of skopeo, crane and oras is on PATH. Install one of them:",
      "  skopeo  apt-get install skopeo, or brew install skopeo",
      "  crane   go install github.com/google/go-containerregistry/cmd/crane@latest",
      "  oras    https://oras.land/docs/installation",
    ].join("\n"),
  );
}
