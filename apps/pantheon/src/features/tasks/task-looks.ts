import type { Task, TaskStatus } from '@pantheon/contract'
import type { Tone } from '@pantheon/ui'
import { ChartColumn, Code, FileText, FlaskConical, type LucideIcon, Rocket, SearchCheck } from 'lucide-react'

/** The columns of the board, in the order work goes through them. */
export const taskTone: Record<TaskStatus, Tone> = { pending: 'neutral', in_progress: 'info', blocked: 'warning', completed: 'success', failed: 'danger' }

export const typeIcons: Record<Task['type'], LucideIcon> = {
  codegen: Code,
  review: SearchCheck,
  testing: FlaskConical,
  deployment: Rocket,
  documentation: FileText,
  analysis: ChartColumn,
}

/** A priority as its key among the words; the wire says it as a number from 0 to 5. */
export const priorityKey = (priority: number) => (['0', '1', '2', '3', '4', '5'] as const)[priority] ?? '2'
