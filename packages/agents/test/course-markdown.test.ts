import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { courseToMarkdown } from '../src/course/course-markdown.ts'
import { aCourse } from '../src/testing/index.ts'

const headings = (markdown: string) => {
  const tokens = new MarkdownIt().parse(markdown, {})
  return tokens.flatMap(({ type, tag }, index) => (type === 'heading_open' ? [`${tag.slice(1)} ${tokens[index + 1]?.content}`] : []))
}

describe('A course as Markdown', () => {
  it('has its parts in order, with the answers at the end', () => {
    const markdown = courseToMarkdown(aCourse({ body: '# Idea\n\nText.\n\n## Exercise\n\nDo it.' }))
    expect(headings(markdown)).toEqual([
      '1 SQL in a week',
      '2 Objectives',
      '2 Week 1: Start',
      '3 First',
      '4 Idea',
      '4 Exercise',
      '3 Check',
      '2 Answers',
      '3 Check',
    ])
    expect(markdown).toContain('> Offline draft')
    expect(markdown).toMatch(/1\. Which\?\n {3}- A\. a\n {3}- B\. b/)
    expect(markdown.trimEnd().endsWith('1. **B** Because.')).toBe(true)
  })

  it('speaks the language of the course', () => {
    const markdown = courseToMarkdown(aCourse({ language: 'ja' }))
    expect(headings(markdown)).toContain('2 第1週　Start')
    expect(markdown).toContain('> オフライン下書き')
  })

  it('says nothing about drafts when a model wrote it', () => {
    expect(courseToMarkdown({ ...aCourse(), authorship: 'model' })).not.toContain('draft')
  })

  it('leaves code blocks alone', () => {
    const code = '```sh\n# a comment\n~~~\n## another\n```'
    expect(courseToMarkdown(aCourse({ body: `${code}\n\n## After` }))).toContain(`${code}\n\n#### After`)
  })

  it.each(['# not a heading', '1. not a list', '- not a list', '<b>not bold</b>', '[no](link)', '`no` *code*', 'a | b', 'two\n\n# lines'])(
    'keeps %j as the text it is',
    (title) => {
      const [heading, content] = new MarkdownIt().parse(courseToMarkdown(aCourse({ title })), {})
      expect(heading?.type).toBe('heading_open')
      const inline = content?.children ?? []
      expect(inline.every(({ type }) => type === 'text' || type === 'text_special')).toBe(true)
      expect(inline.map((token) => token.content).join('')).toBe(title.replace(/\s+/g, ' '))
    },
  )
})
