import { aCourse } from '@pantheon/agents/testing'
import { describe, expect, it } from 'vitest'
import { courseToPdf } from '../src/documents/course-pdf.ts'
import { createFontLibrary } from '../src/documents/fonts.ts'
import { clustersOf } from '../src/documents/glyph-runs.ts'
import { invoiceToPdf } from '../src/documents/invoice-pdf.ts'
import { anInvoice } from './an-invoice.ts'
import { readPdf } from './read-pdf.ts'

const fonts = createFontLibrary()

const names = {
  'Latin with accents': 'Łukasz Żółć',
  'Japanese, in characters outside the common set': '髙橋 山﨑',
  Vietnamese: 'Nguyễn Thị Hồng',
  'Vietnamese, decomposed': 'Nguyễn Thị Hồng'.normalize('NFD'),
  Cyrillic: 'Иван Київ',
  Greek: 'Γιώργος',
  Korean: '김민수 뷁',
  'simplified Chinese': '刘晓明 邓',
  'traditional Chinese': '陳怡君 龘',
  Arabic: 'محمد علي',
  'Arabic, with dotted letters that share their shapes': 'جمال خالد حسن بنت تثبيت',
  Hebrew: 'דוד כהן',
  Thai: 'สมชาย กำลัง',
  Hindi: 'अर्जुन क्षत्रिय',
  'Hindi, with vowels that stand before their letters': 'हिन्दी विनीता',
  Armenian: 'Հայկ',
  Georgian: 'ქეთევან',
  Tamil: 'தமிழ் கொ',
  Bengali: 'প্রিয়া',
  Telugu: 'శ్రీను',
  Kannada: 'ಕೃಷ್ಣ',
  Malayalam: 'ശ്രീജ കൊ',
  Gujarati: 'પ્રિયા',
  Punjabi: 'ਸਿੰਘ',
  Sinhala: 'ශ්‍රී නිමල්',
  Lao: 'ສ/ພອນ',
  Khmer: 'សុខា ស្រី',
  Burmese: 'မြင့် ကျေးဇူး',
  Amharic: 'ሰላም',
}

/** What text about lessons is full of, and nobody's alphabet has. */
const signs = ['✅ ❌ 💡 ⚠️ ⭐ 🚀', '✗ ☐ ☑ ✔ ➜ ↦', '⟨ ⌈ ⌉ ⟩ ⟶ ∀ ∃ ⊕ ℝ', '⌥ ⌘ ⇧ ⏎', '👩🏽‍💻', '1️⃣', '🇯🇵', '𝑥 ∈ 𝔸']

/** As it is read: what runs from right to left is drawn from its end. */
const asRead = (text: string) => (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text) ? Array.from(text).toReversed().join('') : text)

const asPrinted = (text: string) => text.normalize('NFC').replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')

describe.each(Object.entries(names))('A name in %s', (_, name) => {
  it.each(['invoice', 'course'])('is printed in an %s, without a box, and read as it was written', async (kind) => {
    const course = aCourse({ title: name, body: `${name}. **${name}**\n\n- ${name}` })
    const { text, missing } = readPdf(kind === 'invoice' ? await invoiceToPdf(anInvoice(name), 'ja', fonts) : await courseToPdf(course, fonts))
    expect(missing).toBe(0)
    expect(text).not.toContain('□')
    expect(asPrinted(asRead(text))).toContain(asPrinted(name))
  })
})

describe('Burmese', () => {
  it('has its vowel E and its medial RA before the letter, as fonts take them', () => {
    const face = fonts.faceFor('မြေ', false)
    const [syllable, ...others] = face ? clustersOf(face.font, 'မြေ') : []
    expect(others).toEqual([])
    expect(syllable?.text).toBe('မြေ')
    expect(syllable?.glyphs.map(({ codePoints }) => codePoints)).toEqual([[0x1031], [0x103c], [0x1019]])
  })
})

describe('Signs', () => {
  it.each(signs)('are printed without a box, bold too: %s', async (text) => {
    const read = readPdf(await courseToPdf(aCourse({ title: 'Signs', body: `${text}\n\n**${text}**\n\n\`${text}\`` }), fonts))
    expect(read.missing).toBe(0)
    expect(read.text).not.toContain('□')
    expect(asPrinted(read.text).split(asPrinted(text)).length - 1).toBe(3)
  })
})

describe('What no font has', () => {
  it('is shown as a box, which the test above would see', async () => {
    const { text, missing } = readPdf(await courseToPdf(aCourse({ title: '𒀀' }), fonts))
    expect(text).toContain('□')
    expect(missing).toBe(0)
  })
})
