import fc from 'fast-check'

const deep = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)

/** Values that have broken servers before. */
export const nastyValues: unknown[] = [
  null,
  true,
  '',
  ' ',
  'x',
  'ä€😀',
  'NaN',
  '-1',
  '1e999',
  "' or 1=1 --",
  '%00',
  '%',
  '_',
  '\\',
  '{{7*7}}',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  'undefined',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\u202e',
  'x'.repeat(70_000),
  'W10',
  'WzEsMl0',
  'WyJ4IiwieCJd',
  'WzFlOTk5LCJ4Il0',
  'Wzk5OTk5OTk5OTk5OTk5OTksInh4Il0',
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  Number.MIN_VALUE,
  [],
  [[]],
  ['x'],
  [null],
  {},
  { length: 1 },
  { toString: 1 },
  { $ne: null },
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
  { constructor: { prototype: {} } },
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '9999-99-99',
  '99999999999.99',
  '0.001',
  '-5.00',
  deep(3000),
]

/** Texts that are no JSON, or JSON that means trouble. */
const nastyTexts = [
  '{',
  '[',
  '"',
  'nul',
  '{"a":1,}',
  '1e400',
  '{"a":1e400}',
  '[1,2',
  `${'['.repeat(20_000)}`,
  '\ufeff{}',
  '{"json":{}}',
  '{"0":{}}',
  '"\\ud800"',
  '{"\\u0000":1}',
  '{"__proto__":null}',
  '{"a":{"__proto__":{"b":1}}}',
  '<a/>',
  'a=1&b=2',
]

/** Any JSON value, with what breaks servers more often than chance would. */
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...nastyValues),
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.integer(),
)

/** The text of a body: JSON of anything, an object of given fields with anything in them, or no JSON at all. */
export const anyText = (fields: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    anyValue.map((value) => JSON.stringify(value) ?? ''),
    fc.dictionary(fields.length > 0 ? fc.constantFrom(...fields) : fc.string(), anyValue).map((value) => JSON.stringify(value)),
    fc.constantFrom(...nastyTexts),
    fc.string({ unit: 'binary' }),
  )

/** A piece of an address: percent-encoded, or as raw as an address can be. */
export const anySegment: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).map((text) => encodeURIComponent(text)),
  fc.constantFrom(
    '%00',
    '%',
    '%zz',
    '%ff%fe',
    '%ed%a0%80',
    '..%2f..',
    '..',
    '%2e%2e',
    'a%0d%0ab',
    'x'.repeat(3000),
    '0',
    '-1',
    '1e9',
    '201.5',
    'null',
    '__proto__',
    '%F0%9F%98%80',
  ),
)

/** A query string, with keys that repeat. */
export const anyQuery = (fields: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fields.length > 0 ? fc.oneof(fc.constantFrom(...fields), anySegment) : anySegment, anySegment), { maxLength: 5 })
    .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('&'))

const headerText = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_;=,/."*+ %{}'.split('')), maxLength: 80 })
/** Headers a stranger may send. */
export const anyHeaders: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    'content-type': fc.oneof(
      headerText,
      fc.constantFrom('application/json', 'application/json; charset=utf-16', 'text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded', ''),
    ),
    accept: headerText,
    'x-request-id': headerText,
    'content-encoding': fc.constantFrom('gzip', 'x'),
    'if-none-match': headerText,
    range: fc.constantFrom('bytes=0-', 'bytes=9-1', 'x'),
    'trpc-accept': fc.constantFrom('application/jsonl', 'x'),
    'last-event-id': headerText,
    'idempotency-key': fc.oneof(headerText, fc.constant('always the same')),
  },
  { requiredKeys: [] },
)
export const anyCookie: fc.Arbitrary<string> = fc.oneof(
  headerText,
  headerText.map((text) => `pantheon_session=${text}`),
  fc.constantFrom(
    'pantheon_session=',
    'pantheon_session=%00',
    'pantheon_session=%',
    'pantheon_session=a; pantheon_session=b',
    `pantheon_session=${'a'.repeat(4000)}`,
    '=',
    ';;;',
  ),
)
