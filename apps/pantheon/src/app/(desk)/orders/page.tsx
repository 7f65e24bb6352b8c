import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Orders } from '../../../features/orders/Orders.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.orders.title }

// What is open lives in the address, which a static page only learns in the browser.
const OrdersPage = () => (
  <Suspense>
    <Orders />
  </Suspense>
)
export default OrdersPage
