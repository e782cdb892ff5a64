/** The chain of migrations. A gap or a wrong order in it is a type error. */
import { first } from './01-first';
import { corrections } from './02-corrections';
import { outcomes } from './03-outcomes';
import { baselines } from './04-baselines';
import type { Migration } from './migration';

class Chain<Version extends number> {
  constructor(
    readonly version: Version,
    private readonly steps: readonly Migration<number, number>[],
  ) {}

  with<Next extends number>(step: Migration<Version, Next>): Chain<Next> {
    return new Chain(step.to, [...this.steps, step]);
  }

  /** Runs every step after `from` up to this chain's version. */
  run(from: number, database: IDBDatabase, transaction: IDBTransaction): void {
    for (const step of this.steps) if (step.from >= from) step.run(database, transaction);
  }
}

/** All migrations in order. The database has the version of the last one. */
export const migrations = new Chain(0, []).with(first).with(corrections).with(outcomes).with(baselines);
