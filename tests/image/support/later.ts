/** Imported before a program, this sets the program's clock to the year 2031. */
const now = Date.UTC(2031, 1, 2, 3, 4, 5);

globalThis.Date = new Proxy(Date, {
  construct: (date, args) => Reflect.construct(date, args.length === 0 ? [now] : args) as Date,
});
Date.now = () => now;
