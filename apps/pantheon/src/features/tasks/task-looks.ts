import type { Task, TaskStatus } from '@pantheon/contract'
import type { Tone } from '@pantheon/ui'
import { ChartColumn, Code, FileText, FlaskConical, type LucideIcon, Rocket, SearchCheck } from 'lucide-react'

/** The tone of each status; its keys are the columns of the board, in workflow order. */
export const taskTone: Record<TaskStatus, Tone> = { pending: 'neutral', in_progress: 'info', blocked: 'warning', completed: 'success', failed: 'danger' }

export const typeIcons: Record<Task['type'], LucideIcon> = {
  codegen: Code,
  review: SearchCheck,
  testing: FlaskConical,
  deployment: Rocket,
  documentation: FileText,
  analysis: ChartColumn,
}

/** The message key of a priority, which is a number from 0 to 5 in the API. */
export const priorityKey = (priority: number) => (['0', '1', '2', '3', '4', '5'] as const)[priority] ?? '2'
