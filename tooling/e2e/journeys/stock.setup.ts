import { writeFile } from 'node:fs/promises'
import { type APIRequestContext, expect, test as setup } from '@playwright/test'
import { tokenTo } from '../src/neighbours.ts'
import { aCourse, personOf, signIn } from '../src/people.ts'
import { sessions, stock } from '../src/places.ts'

/** In an organization of their own, where nobody else's orders have to wait: a rule, and an order that a member waits for. */
const anApproval = async (founder: APIRequestContext, member: APIRequestContext) => {
  await personOf(founder).signUp()
  const { id: policyId } = await personOf(founder).askOwners()
  const { email } = await personOf(member).signUp()
  await personOf(founder).invite(email)
  await personOf(member).join(await tokenTo(email, '/invitation'))
  const { id: orderId } = await personOf(member).order()
  return { policyId, approvalId: (await personOf(founder).approvalOf(orderId)).id }
}

/** Signs the two people of the demo in once, and has one order wait for its payment, one for an approval, and one course written. */
setup('people are signed in, a course stands on the shelf', async ({ playwright, baseURL }) => {
  const somebody = () => playwright.request.newContext({ baseURL: baseURL ?? '' })
  const [admin, buyer, founder, member] = await Promise.all([somebody(), somebody(), somebody(), somebody()])
  await signIn(admin, 'admin@pantheon.local')
  await signIn(buyer, 'buyer@pantheon.local')
  await admin.storageState({ path: sessions.admin })
  await buyer.storageState({ path: sessions.buyer })

  const approval = await anApproval(founder, member)
  await founder.storageState({ path: sessions.founder })

  const person = personOf(buyer)
  const { id: taskId } = await personOf(admin).task('Review pull request 128: refunds in one step', 'review')
  await personOf(admin).task('講座の書き出しに日本語フォントを組み込む', 'codegen')
  const product = await person.product('Custom course')
  const written = await person.order(aCourse)
  await person.pay(written.id)
  const unpaid = await person.order({ ...aCourse, topic: '和紙の漉き方', targetAudience: '週末に手を動かしたい人', language: 'ja', durationWeeks: 2 })
  await expect.poll(async () => (await person.orderOf(written.id)).status, { timeout: 30_000 }).toBe('fulfilled')
  const course = await person.course(written.id)
  const lessonId = course.content.modules[0]?.lessons[0]?.id ?? ''
  const questionsId = course.content.assessments[0]?.id ?? ''
  await writeFile(
    stock,
    JSON.stringify({ productId: product.id, orderId: written.id, unpaidId: unpaid.id, courseId: course.id, lessonId, questionsId, taskId, ...approval }),
  )
})
