/**
 * Iterates over the rows of a list in batches, so that memory stays bounded: `read` returns at most `limit` rows after `last`, which is
 * undefined for the first batch. Rows may be changed or deleted while iterating.
 */
export async function* inBatches<R>(limit: number, read: (last: R | undefined, limit: number) => Promise<R[]>): AsyncGenerator<R> {
  for (let last: R | undefined; ; ) {
    const rows = await read(last, limit)
    yield* rows
    last = rows.at(-1)
    if (rows.length < limit) return
  }
}
