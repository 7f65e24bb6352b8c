import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import type { Language, Text } from './words.ts'

const root = resolve(import.meta.dirname, '../../..')
const isJapanese = (text: string) => /[\u3041-\u30ff\u4e00-\u9fff]/.test(text)

/** All texts of a message file with their dotted keys. */
const flattenMessages = (messages: unknown, prefix = ''): [key: string, text: string][] =>
  typeof messages === 'string'
    ? [[prefix, messages]]
    : Object.entries(messages as object).flatMap(([key, value]) => flattenMessages(value, prefix === '' ? key : `${prefix}.${key}`))

const files = (folder: string, isWanted: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.split(sep).join('/')}`)
    .filter((file) => isWanted.test(file))

const sources = (isWanted: RegExp): string[] =>
  ['apps', 'packages'].flatMap((floor) =>
    readdirSync(join(root, floor), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => {
        const folder = `${floor}/${name}`
        return readdirSync(join(root, folder)).includes('src') ? files(`${folder}/src`, isWanted) : []
      }),
  )

const languageOf = (file: string, key: string): Language => (/(?:^|\.)ja$/.test(file) || key.startsWith('ja.') ? 'ja' : 'en')

/** The messages of both apps and of their shared packages. */
export const readMessages = (): Text[] =>
  sources(/\/messages\/[^/]+\.json$/).flatMap((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '')
    return flattenMessages(JSON.parse(readFileSync(join(root, path), 'utf8'))).map(([key, text]) => ({
      at: `${path} ${key}`,
      language: languageOf(name, key),
      text,
    }))
  })

/** Files whose English texts are shown to users: errors, mails, notifications, chats, documents and the demo. */
const isRead =
  /\/contract\/src\/errors\.ts$|\/mail\/(?:account-)?emails\.ts$|\/mail\/email-layout\.ts$|\/notifications\/src\/(?:chat\/(?:chat-message|interactions\.service)|inbox\/sentences|mail\/notification-email)\.ts$|\/documents\/invoice-pdf\.ts$|\/course-words\.ts$|\/http\/openapi|\/seed\/demo-/

/** Files with prompts, lesson content or lists of characters, which are not checked. */
const isContent = /\/models\/offline\/|\/course-prompts\.ts$|\/model-writer\.ts$|\/line-breaking\.ts$/

/** The user-visible texts of a source file: all Japanese, and English that is shown to users or documents the API. */
export const textsOf = (path: string, source: string): Text[] => {
  const texts: Text[] = []
  const documented = new Set<number>()
  const say = (text: string, start: number) => {
    if (!isJapanese(text) && !isRead.test(path) && !documented.has(start)) return
    texts.push({ at: `${path}:${source.slice(0, start).split('\n').length}`, language: isJapanese(text) ? 'ja' : 'en', text })
  }
  new Visitor({
    Property: ({ key, value }) => {
      const name = key.type === 'Identifier' ? key.name : ''
      if (path.endsWith('.router.ts') && (name === 'summary' || name === 'description')) documented.add(value.start)
    },
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'describe' && first)
        documented.add(first.start)
    },
    Literal: ({ value, start }) => {
      if (typeof value === 'string') say(value, start)
    },
    TemplateElement: ({ value, start }) => say(value.cooked ?? value.raw, start),
    JSXText: ({ value, start }) => say(value, start),
  }).visit(parseSync(path, source).program)
  return texts
}

/** The user-visible texts in sources of the apps and packages, outside of message files. */
export const readSourceTexts = (): Text[] =>
  sources(/\.tsx?$/)
    .filter((path) => !isContent.test(path) && !/\.(?:test|spec)\.tsx?$/.test(path))
    .flatMap((path) => {
      const source = readFileSync(join(root, path), 'utf8')
      return textsOf(path, source)
    })
