/** Text that is HTML already; everything else is escaped when it comes into a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | Part[];

/** A template of HTML: what is filled in is escaped, unless it is HTML itself; a list is joined. */
export function html(parts: TemplateStringsArray, ...values: Part[]): Html {
  return new Html(parts.reduce((text, part, i) => text + written(values[i - 1]!) + part));
}

/** A table: its head, and rows of cells. */
export function table(head: string[], rows: Part[][]): Html {
  const cells = (row: Part[]): Html[] => row.map((cell) => html`<td>${cell}</td>`);
  return html`<table>
    <thead>
      <tr>
        ${head.map((cell) => html`<th>${cell}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${cells(row)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function written(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(written).join("");
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
