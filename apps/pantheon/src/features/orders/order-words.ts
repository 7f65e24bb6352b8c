import type { Order } from '@pantheon/contract'
import type { Fact } from '@pantheon/ui'
import type { Translate } from '../../i18n.ts'
import type en from '../../messages/en.json'

/** The short end of an id: its beginning is a date, and the same for everything of one minute. */
export const shortId = (id: string): string => id.slice(-6)

const topicOf = ({ input }: Order): string | undefined => (typeof input.topic === 'string' ? input.topic : undefined)

/** The organization to name beside a buyer: a personal one is called like its person, and is not said again. */
export const organizationBeside = ({ name, organization }: { name: string; organization: string }): string | undefined =>
  organization === name ? undefined : organization

/** An order in a sentence. */
export const orderTitle = (order: Order, t: Translate): string => {
  const topic = topicOf(order)
  return topic === undefined ? `${order.productName} ${shortId(order.id)}` : t('event.order.about', { product: order.productName, topic })
}

type Asked = keyof (typeof en)['orders']['asked']
const askedNames: readonly Asked[] = ['topic', 'targetAudience', 'difficulty', 'durationWeeks', 'language', 'brief']
const choices = { difficulty: ['beginner', 'intermediate', 'advanced'], language: ['en', 'ja'] } as const
/** Longer than this does not stand beside its term. */
const beside = 40

/** What the buyer asked for, in words. What a newer server may ask goes by the name it has there. */
export const askedFacts = ({ input }: Order, t: Translate): Fact[] =>
  Object.entries(input).map(([name, value]) => {
    const known = askedNames.find((candidate) => candidate === name)
    const difficulty = name === 'difficulty' ? choices.difficulty.find((choice) => choice === value) : undefined
    const language = name === 'language' ? choices.language.find((choice) => choice === value) : undefined
    const words = difficulty ? t(`orders.difficulty.${difficulty}`) : language ? t(`orders.language.${language}`) : String(value)
    return { term: known ? t(`orders.asked.${known}`) : name, value: words, isLong: words.length > beside }
  })
