import { Button } from '@pantheon/ui'
import { ArrowDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { WritingDemo } from './WritingDemo.tsx'

const steps = ['order', 'watch', 'keep'] as const

/** The hero of the shop: one sentence, an animated course example, and the three steps. */
export const Hero = () => {
  const { t } = useTranslation()
  return (
    <>
      <section className="grid items-center gap-x-14 gap-y-10 py-2 md:py-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
        <div>
          <h1 className="text-32 font-semibold sm:text-44 sm:leading-[1.12] sm:tracking-[-0.03em] sm:ja:text-32 sm:ja:leading-[1.45] sm:ja:tracking-normal">
            {t('home.title')}
          </h1>
          <p className="mt-5 max-w-lg text-16 text-ink-muted">{t('home.lead')}</p>
          <div className="mt-7">
            <Button asChild size="large">
              <a href="#catalogue">
                {t('home.browse')}
                <ArrowDown aria-hidden />
              </a>
            </Button>
          </div>
        </div>
        <WritingDemo />
      </section>
      <ol aria-label={t('home.stepsLabel')} className="mt-8 grid gap-x-10 gap-y-5 border-t pt-7 sm:grid-cols-3">
        {steps.map((step, index) => (
          <li key={step} className="flex gap-3.5">
            <span
              aria-hidden
              className="grid size-7 shrink-0 place-items-center rounded-full border border-accent-line text-13 font-semibold text-accent-text tabular-nums"
            >
              {index + 1}
            </span>
            <div className="text-14">
              <p className="pt-0.5 font-semibold text-ink">{t(`home.steps.${step}`)}</p>
              <p className="mt-1 text-ink-muted">{t(`home.steps.${step}Text`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
