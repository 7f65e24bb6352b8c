import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Tasks } from '../../../features/tasks/Tasks.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.tasks.title }

// The view, the filters and the open task live in the address, which a static page only learns in the browser.
const TasksPage = () => (
  <Suspense>
    <Tasks />
  </Suspense>
)
export default TasksPage
