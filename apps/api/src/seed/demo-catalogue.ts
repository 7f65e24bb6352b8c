import type { CreateProduct } from '@pantheon/contract'

/** What the demo shop sells. Documents and search stay drafts: no agent of this release can deliver them. */
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
    price: '6800',
    currency: 'JPY',
    category: 'ai_course_generation',
    status: 'active',
  },
  {
    name: 'Team onboarding course',
    description:
      'The course new colleagues start with: your tools, your way of working, and a quiz at the end of each week. Written from a few lines about your team.',
    prices: [
      { currency: 'USD', amount: '129.00' },
      { currency: 'JPY', amount: '18800' },
    ],
    category: 'ai_course_generation',
    status: 'active',
  },
  {
    name: 'Automation consulting, half a day',
    description: 'Four hours with a consultant who has put agents to work before: what to automate first, what to leave to people, and what it will cost.',
    price: '640.00',
    currency: 'EUR',
    category: 'business_consulting',
    status: 'active',
  },
  {
    name: 'Governance review',
    description: 'We read your approval rules, roles and audit trail, and tell you in writing where an agent could do what nobody meant to allow.',
    price: '1200.00',
    currency: 'EUR',
    category: 'business_consulting',
    status: 'active',
  },
  {
    name: 'Priority support, one month',
    description: 'A person answers within two hours on working days, in English or Japanese.',
    price: '19800',
    currency: 'JPY',
    category: 'technical_support',
    status: 'active',
  },
  {
    name: 'Migration help',
    description: 'We move your old shop over: products, orders and accounts, with a dry run first.',
    price: '350.00',
    currency: 'USD',
    category: 'technical_support',
    status: 'active',
  },
  {
    name: 'Business proposal',
    description: 'A proposal with your figures and clauses, ready to sign.',
    price: '29.00',
    currency: 'USD',
    category: 'ai_document_generation',
    status: 'draft',
  },
  {
    name: 'Company search',
    description: 'Search with quotes over everything your organization has written.',
    price: '99.00',
    currency: 'USD',
    category: 'ai_search_service',
    status: 'draft',
  },
]
