import { LOG_LEVELS, type LogLevel } from "./abi.ts";

export interface LogLine {
  level: LogLevel;
  text: string;
}

/** The lines that the guest wrote. */
export class Log {
  readonly all: LogLine[] = [];

  write(level: LogLevel, text: string): void {
    this.all.push({ level, text });
  }

  /** The texts of one level, or of every level. */
  lines(level?: LogLevel): string[] {
    return this.all.filter((line) => level === undefined || line.level === level).map(({ text }) => text);
  }

  /** The texts of `level` and above. */
  from(level: LogLevel): string[] {
    const least = LOG_LEVELS.indexOf(level);
    return this.all.filter((line) => LOG_LEVELS.indexOf(line.level) >= least).map(({ text }) => text);
  }
}
