import type { Context } from "../context.ts";
import { figures } from "../statistics/figures.ts";
import { bestWithin, type Tried } from "./best.ts";
import { around, coarse, GRID } from "./grid.ts";
import type { Lab } from "./lab.ts";
import type { Outcomes } from "./outcome.ts";
import { configOf, type Family, nameOf, type Setting } from "./settings.ts";

/** A setting with all that it came to. */
export interface Run extends Tried {
  outcomes: Outcomes;
}

/** Tries settings of both families: a coarse grid, then ever smaller steps around the best within each budget. */
export class Search {
  private readonly lab: Lab;
  private readonly context: Context;
  private readonly runs = new Map<string, Run>();

  constructor(lab: Lab, context: Context) {
    this.lab = lab;
    this.context = context;
  }

  /** Everything that was tried, in the order of its trial. */
  get all(): Run[] {
    return [...this.runs.values()];
  }

  async go(family: Family): Promise<void> {
    await this.try(coarse(family), `Trying ${family}: grid`);
    for (const step of GRID[family].steps) {
      const next = this.best(family).flatMap(({ setting }) => around(setting, step));
      await this.try(next, `Trying ${family}: steps of ${step.threshold}`);
    }
  }

  /** The best within each budget; a budget that nothing keeps has none. */
  private best(family: Family): Run[] {
    return this.context.budgets.flatMap((budget) => bestWithin(this.all, family, budget) ?? []);
  }

  private async try(settings: Setting[], what: string): Promise<void> {
    const fresh = new Map(settings.map((setting) => [nameOf(setting), setting]));
    for (const name of this.runs.keys()) fresh.delete(name);
    const list = [...fresh.values()];
    if (list.length === 0) return;
    const bar = this.context.progress.begin(what, list.length);
    const configs = list.map((setting) => configOf(setting, this.context.config));
    const results = await this.lab.run(configs, bar);
    bar.end();
    results.forEach((outcomes, i) => {
      const setting = list[i]!;
      this.runs.set(nameOf(setting), { setting, outcomes, figures: figures(this.lab.rows, outcomes) });
    });
  }
}
