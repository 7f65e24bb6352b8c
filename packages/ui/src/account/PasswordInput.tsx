'use client'
import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { Input } from '../primitives/controls.tsx'
import { IconButton } from '../primitives/IconButton.tsx'

/** A password field whose text can be shown. */
export const PasswordInput = ({ className, ...props }: Omit<ComponentProps<'input'>, 'type'>) => {
  const { t } = useTranslation('account')
  const [isShown, setShown] = useState(false)
  return (
    <span className="relative block">
      <Input type={isShown ? 'text' : 'password'} autoCapitalize="none" autoCorrect="off" spellCheck={false} className={cn('pr-11', className)} {...props} />
      <IconButton
        // The name avoids the word “password”, so that a search for the field by its label matches only the field.
        name={t(isShown ? 'field.hide' : 'field.show')}
        onClick={() => setShown((was) => !was)}
        className="absolute top-1/2 right-0.5 -translate-y-1/2"
      >
        {isShown ? <EyeOff /> : <Eye />}
      </IconButton>
    </span>
  )
}
