'use client'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import * as Radix from 'radix-ui/dialog'
import { useTranslation } from 'react-i18next'
import type { CommandPaletteProps } from './CommandPalette.tsx'

/** The palette's dialog, in a module of its own so that pages load without it. */
export const CommandPaletteDialog = ({ isOpen, onOpenChange, groups, onQueryChange }: CommandPaletteProps) => {
  const { t } = useTranslation('ui')
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-overlay" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 animate-fade overflow-hidden rounded-dialog border bg-raised shadow-3"
        >
          <Radix.Title className="sr-only">{t('palette.title')}</Radix.Title>
          <Command label={t('palette.title')}>
            <div className="flex items-center gap-3 border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
              <Command.Input
                placeholder={t('palette.placeholder')}
                {...(onQueryChange && { onValueChange: onQueryChange })}
                className="h-13 w-full bg-transparent text-16 text-ink outline-none placeholder:text-ink-faint"
              />
            </div>
            <Command.List className="max-h-[50dvh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-14 text-ink-muted">{t('palette.empty')}</Command.Empty>
              {groups.map((group) => (
                <Command.Group
                  key={group.heading}
                  heading={group.heading}
                  className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1.5 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint"
                >
                  {group.actions.map((action) => (
                    <Command.Item
                      key={action.id}
                      value={`${action.label} ${action.id}`}
                      {...(action.keywords && { keywords: action.keywords })}
                      onSelect={() => {
                        onOpenChange(false)
                        action.run()
                      }}
                      className="flex min-h-10 cursor-default items-center gap-3 rounded-control px-3 text-14 text-ink data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-text touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint"
                    >
                      {action.icon}
                      <span className="min-w-0 flex-1 truncate">{action.label}</span>
                      {action.hint !== undefined && <span className="text-12 text-ink-faint">{action.hint}</span>}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
            <p className="border-t px-4 py-2 text-12 text-ink-faint">{t('palette.hint')}</p>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
