/** What a task of the test does: answers, throws, spins for ever, or fills the heap. */
export type Strain = { kind: 'echo'; text: string } | { kind: 'throw' } | { kind: 'spin' } | { kind: 'fill' }

export const run = async (strain: Strain): Promise<string> => {
  if (strain.kind === 'throw') throw new RangeError('as asked')
  for (; strain.kind === 'spin'; );
  const kept: unknown[] = []
  for (; strain.kind === 'fill'; ) kept.push(new Array(500_000).fill(kept))
  return strain.kind === 'echo' ? strain.text : ''
}
