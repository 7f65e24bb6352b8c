/** Signs that a Japanese input method produces between digits: full stop, comma, long vowel, minus, middle dot, wide space. */
const signs: Readonly<Record<string, string>> = { '。': '.', '、': ',', ー: '-', '−': '-', '・': '/', '\u3000': ' ' }

/**
 * A typed number, with full-width digits and signs as ASCII ones, in the same number of UTF-16 units: `４２．５` → `42.5`, `１２・３０` → `12/30`.
 * Not NFKC, which would read 10² as 102 and ½ as 1⁄2. Not for amounts in the JSON of the API, which programs write.
 */
export const typedNumber = (text: string): string =>
  text.replaceAll(/[\uff01-\uff5e。、ー−・\u3000]/g, (char) => signs[char] ?? String.fromCharCode(char.charCodeAt(0) - 0xfee0))
