import type { Order } from '@pantheon/contract'
import type { Fact } from '@pantheon/ui'
import type { Translate } from '../../i18n.ts'
import type en from '../../messages/en.json'

/** The end of an id: the beginning is a timestamp, which is the same for everything of one minute. */
export const shortId = (id: string): string => id.slice(-6)

const topicOf = ({ input }: Order): string | undefined => (typeof input.topic === 'string' ? input.topic : undefined)

/** The organization shown beside a buyer; omitted for a personal one, which has the buyer's name. */
export const organizationBeside = ({ name, organization }: { name: string; organization: string }): string | undefined =>
  organization === name ? undefined : organization

/** The title of an order. */
export const orderTitle = (order: Order, t: Translate): string => {
  const topic = topicOf(order)
  return topic === undefined ? `${order.productName} ${shortId(order.id)}` : t('event.order.about', { product: order.productName, topic })
}

type Asked = keyof (typeof en)['orders']['asked']
const askedNames: readonly Asked[] = ['topic', 'targetAudience', 'difficulty', 'durationWeeks', 'language', 'brief']
const choices = { difficulty: ['beginner', 'intermediate', 'advanced'], language: ['en', 'ja'] } as const
/** Longer values are not shown beside their term. */
const beside = 40

/** The order's input as labelled facts. Unknown fields of a newer server are shown with their own names. */
export const askedFacts = ({ input }: Order, t: Translate): Fact[] =>
  Object.entries(input).map(([name, value]) => {
    const known = askedNames.find((candidate) => candidate === name)
    const difficulty = name === 'difficulty' ? choices.difficulty.find((choice) => choice === value) : undefined
    const language = name === 'language' ? choices.language.find((choice) => choice === value) : undefined
    const words = difficulty ? t(`orders.difficulty.${difficulty}`) : language ? t(`orders.language.${language}`) : String(value)
    return { term: known ? t(`orders.asked.${known}`) : name, value: words, isLong: words.length > beside }
  })
