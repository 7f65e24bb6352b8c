import { lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import { createContext, Fragment, type JSX, type ReactNode, useContext } from 'react'

// Only addresses that open a page or a letter: `javascript:` and the like stay text.
const safeHref = (href: string): string | undefined => (/^(https?:|mailto:|#|\/(?!\/))/i.test(href) ? href : undefined)

const children = (tokens: readonly Token[] | undefined): ReactNode =>
  tokens?.map((token, index) => <Fragment key={`${index}-${token.type}`}>{draw(token as MarkedToken)}</Fragment>)

const drawTable = ({ header, rows }: Tokens.Table): ReactNode => (
  <div className="overflow-x-auto">
    <table className="w-full border-collapse text-14">
      <thead>
        <tr className="border-b">
          {header.map((cell, column) => (
            <th key={`${column}-${cell.text}`} scope="col" className="px-3 py-2 text-left font-semibold">
              {children(cell.tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map((row, index) => (
          <tr key={`${index}-${row[0]?.text}`}>
            {row.map((cell, column) => (
              <td key={`${column}-${cell.text}`} className="px-3 py-2">
                {children(cell.tokens)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const drawList = ({ ordered, start, items }: Tokens.List): ReactNode => {
  const entries = items.map((item, index) => (
    <li key={`${index}-${item.text}`} className="pl-1 marker:text-ink-faint [&>p+p]:mt-2">
      {children(item.tokens)}
    </li>
  ))
  if (!ordered) return <ul className="list-disc space-y-1.5 pl-6">{entries}</ul>
  return (
    <ol start={start === '' ? 1 : start} className="list-decimal space-y-1.5 pl-6">
      {entries}
    </ol>
  )
}

/** The level of a text's first headings: under the title of a page, or deeper where the text is a part of one. */
export type TopLevel = 2 | 4
const TopLevelContext = createContext<TopLevel>(2)

const Heading = ({ isFirst, content }: { isFirst: boolean; content: ReactNode }) => {
  const top = useContext(TopLevelContext)
  const Tag = (isFirst ? (`h${top}` as const) : (`h${(top + 1) as 3 | 5}` as const)) satisfies keyof JSX.IntrinsicElements
  return <Tag className={isFirst ? 'pt-3 text-20 font-semibold' : 'pt-2 text-16 font-semibold'}>{content}</Tag>
}

const drawLink = ({ href, tokens }: Tokens.Link): ReactNode => {
  const address = safeHref(href)
  if (address === undefined) return children(tokens)
  return (
    <a href={address} rel="noreferrer nofollow" className="text-accent-text underline underline-offset-3">
      {children(tokens)}
    </a>
  )
}

/** One piece of Markdown as React elements. Raw HTML is shown as the text it is, so nothing a model writes can run. */
const draw = (token: MarkedToken): ReactNode => {
  switch (token.type) {
    case 'heading':
      return <Heading isFirst={token.depth <= 2} content={children(token.tokens)} />
    case 'paragraph':
      return <p>{children(token.tokens)}</p>
    case 'text':
      return 'tokens' in token && token.tokens ? children(token.tokens) : token.text
    case 'list':
      return drawList(token)
    case 'table':
      return drawTable(token)
    case 'blockquote':
      return <blockquote className="space-y-3 border-l-2 border-accent-line pl-4 text-ink-muted">{children(token.tokens)}</blockquote>
    case 'code':
      return (
        <pre className="overflow-x-auto rounded-card border bg-sunken p-4 font-mono text-13 leading-6">
          <code>{token.text}</code>
        </pre>
      )
    case 'codespan':
      return <code className="rounded-control bg-sunken px-1.5 py-0.5 font-mono text-[0.875em] ring-1 ring-line ring-inset">{token.text}</code>
    case 'strong':
      return <strong className="font-semibold">{children(token.tokens)}</strong>
    case 'em':
      return <em>{children(token.tokens)}</em>
    case 'del':
      return <del>{children(token.tokens)}</del>
    case 'link':
      return drawLink(token)
    case 'image':
      // A picture would load from anywhere: its description stands in.
      return token.text
    case 'escape':
    case 'html':
      return token.text
    case 'hr':
      return <hr />
    case 'br':
      return <br />
    default:
      return null
  }
}

/** The parsed text. */
export const MarkdownText = ({ text, topLevel = 2 }: { text: string; topLevel?: TopLevel }) => (
  <TopLevelContext value={topLevel}>{children(lexer(text))}</TopLevelContext>
)
