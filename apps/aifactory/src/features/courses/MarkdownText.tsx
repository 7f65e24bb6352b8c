import { linkTarget } from '@pantheon/contract'
import { createContext, Fragment, type JSX, type ReactNode, useContext } from 'react'
import { type MarkdownNode, markdownTree } from './markdown-tree.ts'

const drawAll = (nodes: readonly MarkdownNode[]): ReactNode => nodes.map((node, index) => <Fragment key={`${index}-${node.type}`}>{draw(node)}</Fragment>)

/** The level of a text's top headings: below a page's title, or deeper where the text is part of another. */
export type TopLevel = 2 | 4
const TopLevelContext = createContext<TopLevel>(2)

const Heading = ({ isFirst, content }: { isFirst: boolean; content: ReactNode }) => {
  const top = useContext(TopLevelContext)
  const Tag = (isFirst ? (`h${top}` as const) : (`h${(top + 1) as 3 | 5}` as const)) satisfies keyof JSX.IntrinsicElements
  return <Tag className={isFirst ? 'pt-3 text-20 font-semibold' : 'pt-2 text-16 font-semibold'}>{content}</Tag>
}

/** A link with an unsafe or invalid target is rendered as text: `javascript:`, other hosts without a scheme. */
const drawLink = ({ token, children }: MarkdownNode): ReactNode => {
  const address = linkTarget(String(token.attrGet('href') ?? ''), globalThis.location?.origin ?? 'http://site.invalid')
  if (address === undefined) return drawAll(children)
  return (
    <a href={address} rel="noreferrer nofollow" className="text-accent-text underline underline-offset-3">
      {drawAll(children)}
    </a>
  )
}

const drawOrdered = ({ token, children }: MarkdownNode): ReactNode => (
  <ol start={Number(token.attrGet('start') ?? 1)} className="list-decimal space-y-1.5 pl-6">
    {drawAll(children)}
  </ol>
)

const drawCode = ({ token }: MarkdownNode): ReactNode => (
  <pre className="overflow-x-auto rounded-card border bg-sunken p-4 font-mono text-13 leading-6">
    <code>{token.content.replace(/\n$/, '')}</code>
  </pre>
)

const tables: Readonly<Record<string, (content: ReactNode) => ReactNode>> = {
  table: (content) => (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-14">{content}</table>
    </div>
  ),
  thead: (content) => <thead>{content}</thead>,
  tbody: (content) => <tbody className="divide-y">{content}</tbody>,
  tr: (content) => <tr className="border-b last:border-b-0">{content}</tr>,
  th: (content) => (
    <th scope="col" className="px-3 py-2 text-left font-semibold">
      {content}
    </th>
  ),
  td: (content) => <td className="px-3 py-2">{content}</td>,
}

/** Renders one Markdown node as React elements. Raw HTML except a line break is rendered as text, so nothing a model writes can run. */
const draw = (node: MarkdownNode): ReactNode => {
  const { type, token, children } = node
  const table = tables[type]
  if (table) return table(drawAll(children))
  switch (type) {
    case 'heading':
      return <Heading isFirst={Number(token.tag.slice(1)) <= 2} content={drawAll(children)} />
    case 'paragraph':
      // Items of a tight list have no paragraphs.
      return token.hidden ? drawAll(children) : <p>{drawAll(children)}</p>
    case 'bullet_list':
      return <ul className="list-disc space-y-1.5 pl-6">{drawAll(children)}</ul>
    case 'ordered_list':
      return drawOrdered(node)
    case 'list_item':
      return <li className="pl-1 break-words marker:text-ink-faint [&>p+p]:mt-2">{drawAll(children)}</li>
    case 'blockquote':
      return <blockquote className="space-y-3 border-l-2 border-accent-line pl-4 text-ink-muted">{drawAll(children)}</blockquote>
    case 'fence':
    case 'code_block':
      return drawCode(node)
    case 'code_inline':
      return <code className="rounded-control bg-sunken px-1.5 py-0.5 font-mono text-[0.875em] ring-1 ring-line ring-inset">{token.content}</code>
    case 'strong':
      return <strong className="font-semibold">{drawAll(children)}</strong>
    case 'em':
      return <em>{drawAll(children)}</em>
    case 's':
      return <del>{drawAll(children)}</del>
    case 'link':
      return drawLink(node)
    case 'hr':
      return <hr />
    case 'hardbreak':
      return <br />
    case 'softbreak':
      return '\n'
    default:
      // Text, or the description of an image, whose URL could be any server.
      return token.content
  }
}

/** Renders parsed Markdown, or the source where it is nested too deeply. */
export const MarkdownText = ({ text, topLevel = 2 }: { text: string; topLevel?: TopLevel }) => {
  const tree = markdownTree(text)
  if (!tree) return <p className="break-words whitespace-pre-wrap">{text}</p>
  return <TopLevelContext value={topLevel}>{drawAll(tree)}</TopLevelContext>
}
