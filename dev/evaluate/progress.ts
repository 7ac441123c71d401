import { Presets, SingleBar } from "cli-progress";

/** One thing that takes its time. */
export interface Bar {
  /** So many more are done. */
  step(count: number): void;
  end(): void;
}

/** Shows how far things are. */
export interface Progress {
  begin(what: string, total: number): Bar;
}

/** A bar on a terminal; a line at the end where there is none, as in a log. */
export const terminal: Progress = {
  begin(what, total) {
    const begun = performance.now();
    const format = `${what} {bar} {percentage}% | {value}/{total} | {eta_formatted} to go`;
    const bar = new SingleBar({ format, hideCursor: true, etaBuffer: 50 }, Presets.shades_classic);
    const isTerminal = process.stderr.isTTY;
    if (isTerminal) bar.start(total, 0);
    let done = 0;
    return {
      step(count) {
        done += count;
        if (isTerminal) bar.update(done);
      },
      end() {
        bar.stop();
        const seconds = ((performance.now() - begun) / 1000).toFixed(1);
        if (!isTerminal) console.error(`${what}: ${done} of ${total} in ${seconds} s`);
      },
    };
  },
};

/** Shows nothing. */
export const silent: Progress = {
  begin: () => ({ step: () => undefined, end: () => undefined }),
};
