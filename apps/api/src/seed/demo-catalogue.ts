import type { CreateProduct } from '@pantheon/contract'

/**
 * The products of the demo shop. A product has only one name, so there are some in English and some in Japanese, each with prices in
 * every currency. Documents and search stay drafts: no agent of this release can deliver them.
 */
export const demoCatalogue: CreateProduct[] = [
  {
    name: 'Custom course',
    description:
      'A complete course on your topic, written by agent 201 while you watch: modules by the week, lessons with exercises, and quizzes with answers. Edit every lesson, then export it as Markdown or PDF.',
    prices: [
      { currency: 'USD', amount: '49.00' },
      { currency: 'EUR', amount: '45.00' },
      { currency: 'JPY', amount: '6800' },
    ],
    category: 'ai_course_generation',
    status: 'active',
  },
  {
    name: 'オーダーメイド講座（日本語）',
    description:
      'ご希望のテーマに合わせた講座を、エージェント201がその場で書き上げます。週ごとの構成、演習つきのレッスン、解説つきの確認テスト。書き上がったあとも一つずつ手直しできます。',
    prices: [
      { currency: 'JPY', amount: '6800' },
      { currency: 'USD', amount: '49.00' },
      { currency: 'EUR', amount: '45.00' },
    ],
    category: 'ai_course_generation',
    status: 'active',
  },
  {
    name: 'Team onboarding course',
    description:
      'The course new colleagues start with: your tools, your way of working, and a quiz at the end of each week. Written from a few lines about your team.',
    prices: [
      { currency: 'USD', amount: '129.00' },
      { currency: 'EUR', amount: '119.00' },
      { currency: 'JPY', amount: '18800' },
    ],
    category: 'ai_course_generation',
    status: 'active',
  },
  {
    name: '新しい仲間のための入門講座',
    description: '新しく加わった方が最初に学ぶ講座です。使う道具、作業の進め方、週ごとの確認テストを、チームの紹介文から書き上げます。',
    prices: [
      { currency: 'JPY', amount: '18800' },
      { currency: 'USD', amount: '129.00' },
      { currency: 'EUR', amount: '119.00' },
    ],
    category: 'ai_course_generation',
    status: 'active',
  },
  {
    name: 'Automation consulting, half a day',
    description: 'Four hours with a consultant who has put agents to work before: what to automate first, what to leave to people, and what it will cost.',
    prices: [
      { currency: 'EUR', amount: '640.00' },
      { currency: 'USD', amount: '690.00' },
      { currency: 'JPY', amount: '98000' },
    ],
    category: 'business_consulting',
    status: 'active',
  },
  {
    name: 'Governance review',
    description: 'We read your approval rules, roles and audit trail, and tell you in writing where an agent could do what nobody meant to allow.',
    prices: [
      { currency: 'EUR', amount: '1200.00' },
      { currency: 'USD', amount: '1290.00' },
      { currency: 'JPY', amount: '184000' },
    ],
    category: 'business_consulting',
    status: 'active',
  },
  {
    name: '業務の自動化のご相談（半日）',
    description: 'どの作業から任せるか、人が続けるべき作業は何か、費用はいくらか。導入の経験がある担当者が、四時間で一緒に整理します。',
    prices: [
      { currency: 'JPY', amount: '98000' },
      { currency: 'USD', amount: '690.00' },
      { currency: 'EUR', amount: '640.00' },
    ],
    category: 'business_consulting',
    status: 'active',
  },
  {
    name: 'Priority support, one month',
    description: 'A person answers within two hours on working days, in English or Japanese.',
    prices: [
      { currency: 'JPY', amount: '19800' },
      { currency: 'USD', amount: '139.00' },
      { currency: 'EUR', amount: '129.00' },
    ],
    category: 'technical_support',
    status: 'active',
  },
  {
    name: 'Migration help',
    description: 'We move your old shop over: products, orders and accounts, with a dry run first.',
    prices: [
      { currency: 'USD', amount: '350.00' },
      { currency: 'EUR', amount: '320.00' },
      { currency: 'JPY', amount: '49800' },
    ],
    category: 'technical_support',
    status: 'active',
  },
  {
    name: '移行のお手伝い',
    description: 'これまでの商品、注文、アカウントをまとめて移します。本番の前に、必ず一度試します。',
    prices: [
      { currency: 'JPY', amount: '49800' },
      { currency: 'USD', amount: '350.00' },
      { currency: 'EUR', amount: '320.00' },
    ],
    category: 'technical_support',
    status: 'active',
  },
  {
    name: 'Business proposal',
    description: 'A proposal with your figures and clauses, ready to sign.',
    prices: [
      { currency: 'USD', amount: '29.00' },
      { currency: 'EUR', amount: '27.00' },
      { currency: 'JPY', amount: '3900' },
    ],
    category: 'ai_document_generation',
    status: 'draft',
  },
  {
    name: 'Company search',
    description: 'Search with quotes over everything your organization has written.',
    prices: [
      { currency: 'USD', amount: '99.00' },
      { currency: 'EUR', amount: '89.00' },
      { currency: 'JPY', amount: '13800' },
    ],
    category: 'ai_search_service',
    status: 'draft',
  },
]
