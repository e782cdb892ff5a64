/** One step. `run` works inside the upgrade transaction: if it throws, nothing of the upgrade stays. */
export interface Migration<From extends number, To extends number> {
  from: From;
  to: To;
  run(database: IDBDatabase, transaction: IDBTransaction): void;
}
