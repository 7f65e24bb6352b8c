/**
 * Every row of a list that is read in batches, so that no number of rows is too many: `read` answers at most `limit` rows that
 * come behind `last`, which is undefined for the first batch. What becomes of a row does not matter to the next batch.
 */
export async function* inBatches<R>(limit: number, read: (last: R | undefined, limit: number) => Promise<R[]>): AsyncGenerator<R> {
  for (let last: R | undefined; ; ) {
    const rows = await read(last, limit)
    yield* rows
    last = rows.at(-1)
    if (rows.length < limit) return
  }
}
