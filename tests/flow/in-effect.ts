import { FakeHost } from "./fake-host";

/** A proxy with a stream in effect, whose request has these headers: name and value by turns. */
export function hostWith(headers: string[]): FakeHost {
  const host = new FakeHost();
  const stream = host.addStream(1);
  for (let i = 0; i < headers.length; i += 2) stream.requestHeaders.set(headers[i], headers[i + 1]);
  host.current = stream;
  host.isInHook = true;
  return host;
}
