'use client'
import type { OwnOrganization } from '@pantheon/contract'
import { Building2, Check, ChevronsUpDown, Plus } from 'lucide-react'
import * as Radix from 'radix-ui/dropdown-menu'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Loaded } from '../account/action.ts'
import { Button } from '../primitives/Button.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { CreateOrganization } from './CreateOrganization.tsx'
import { useRoleWords } from './words.ts'

export interface OrganizationSwitchProps {
  current: { id: string; name: string }
  organizations: Loaded<readonly OwnOrganization[]>
  /** Called when the menu opens: the list is loaded only then. */
  onOpen: () => void
  switchTo: Action<{ id: string }>
  create: Action<{ name: string }>
}

const itemClass =
  'mt-0.5 flex min-h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 py-1.5 text-14 outline-none data-highlighted:bg-hover touch:min-h-11'

/** Shows the current organization, and switches to another. */
export const OrganizationSwitch = ({ current, organizations, onOpen, switchTo, create }: OrganizationSwitchProps) => {
  const { t } = useTranslation('ui')
  const roleName = useRoleWords()
  const [isCreating, setCreating] = useState(false)
  const active = organizations.data?.filter(({ deletedAt }) => deletedAt === null)
  const choose = (id: string) => {
    if (id !== current.id) switchTo.run({ id })
  }
  return (
    <>
      <Radix.Root modal={false} onOpenChange={(isOpen) => isOpen && onOpen()}>
        <Radix.Trigger asChild>
          <Button
            variant="ghost"
            isPending={switchTo.isPending}
            aria-label={t('organizationSwitch.label', { name: current.name })}
            className="size-9 max-w-56 shrink px-0 touch:size-11 @min-[25rem]/bar:w-auto @min-[25rem]/bar:min-w-24 @min-[25rem]/bar:px-2 @min-[25rem]/bar:touch:w-auto"
          >
            {!switchTo.isPending && <Building2 aria-hidden />}
            <span className="hidden min-w-0 truncate @min-[25rem]/bar:block">{current.name}</span>
            <ChevronsUpDown aria-hidden className="hidden text-ink-faint @min-[25rem]/bar:block" />
          </Button>
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            align="start"
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-h-[min(28rem,var(--radix-dropdown-menu-content-available-height))] w-72 animate-fade overflow-y-auto rounded-card border bg-raised p-1 shadow-2"
          >
            <Radix.Label className="px-2.5 pt-1.5 pb-1 text-12 font-medium text-ink-faint">{t('organizationSwitch.heading')}</Radix.Label>
            {active === undefined ? (
              <div aria-busy={organizations.refusal === undefined} className="px-2.5 py-2 text-14 text-ink-muted">
                {organizations.refusal ? organizations.refusal.message : <Skeleton className="h-10" />}
              </div>
            ) : (
              <Radix.RadioGroup value={current.id} onValueChange={choose}>
                {active.map((organization) => (
                  <Radix.RadioItem key={organization.id} value={organization.id} className={itemClass}>
                    <span className="min-w-0 flex-1">
                      <span className="block truncate font-medium">{organization.name}</span>
                      <span className="block text-12 text-ink-faint">
                        {roleName({ key: organization.role, name: organization.roleName })} · {t('organizationSwitch.members', { count: organization.members })}
                      </span>
                    </span>
                    <Radix.ItemIndicator>
                      <Check aria-hidden className="size-4 text-accent-text" />
                    </Radix.ItemIndicator>
                  </Radix.RadioItem>
                ))}
              </Radix.RadioGroup>
            )}
            {switchTo.refusal && (
              <p role="alert" className="px-2.5 py-2 text-13 text-danger-text">
                {switchTo.refusal.message}
              </p>
            )}
            <Radix.Separator className="my-1 border-t" />
            <Radix.Item className={itemClass} onSelect={() => setCreating(true)}>
              <Plus aria-hidden className="size-4 text-ink-faint" />
              {t('organizationSwitch.create')}
            </Radix.Item>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
      {isCreating && <CreateOrganization create={create} onClose={() => setCreating(false)} />}
    </>
  )
}
