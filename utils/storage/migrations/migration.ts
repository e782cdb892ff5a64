/**
 * A step from one version of the database to the next. `run` is part of the upgrade transaction: if
 * it throws, nothing is changed.
 */
export interface Migration<From extends number, To extends number> {
  from: From;
  to: To;
  run(database: IDBDatabase, transaction: IDBTransaction): void;
}
