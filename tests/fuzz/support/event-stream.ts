/**
 * The data of each event in a stream, read as a browser does
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
 */
export function eventsOf(text: string): string[] {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  // What follows the last end of a line is no line.
  lines.pop();
  const events: string[] = [];
  let data: string[] = [];
  for (const line of lines) {
    if (line === "") {
      if (data.length > 0) events.push(data.join("\n"));
      data = [];
      continue;
    }
    const found = /^data(?:: ?(.*))?$/s.exec(line);
    if (found) data.push(found[1] ?? "");
  }
  return events;
}
