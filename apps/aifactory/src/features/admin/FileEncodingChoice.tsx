import { cn, Field, Select } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { differingLines } from './decode-file.ts'
import { encodingGroupNames, encodingGroups, type FileEncoding } from './file-encodings.ts'

interface FileEncodingChoiceProps {
  bytes: Uint8Array
  /** The encoding the file is decoded with. */
  encoding: FileEncoding
  /** The possible encodings, the likeliest first. */
  encodings: readonly FileEncoding[]
  isDisabled: boolean
  onEncoding: (encoding: FileEncoding) => void
}

const Reading = ({ name, text, className }: { name: string; text: string; className?: string }) => (
  <div>
    <dt className="text-12 text-ink-faint">{name}</dt>
    <dd className={cn('font-mono text-13', className)}>{text}</dd>
  </div>
)

/** The encoding a file was decoded with, a select for others, and the lines that would differ. */
export const FileEncodingChoice = ({ bytes, encoding, encodings, isDisabled, onEncoding }: FileEncodingChoiceProps) => {
  const { t } = useTranslation('desk')
  const other = encodings.find((each) => each !== encoding)
  const lines = other ? differingLines(bytes, encoding, other) : []
  const groups = encodingGroupNames
    .map((group) => ({ group, offered: encodingGroups[group].filter((each: FileEncoding) => encodings.includes(each)) }))
    .filter(({ offered }) => offered.length > 0)
  const nameOf = (each: FileEncoding) => t(`import.encoding.name.${each}`)
  return (
    <div className="flex flex-col gap-3">
      <Field id="encoding" label={t('import.encoding.label')} help={t(encoding === encodings[0] ? 'import.encoding.help' : 'import.encoding.chosenHelp')}>
        <Select
          value={encoding}
          disabled={isDisabled}
          onChange={(event) => {
            const chosen = encodings.find((each) => each === event.target.value)
            if (chosen) onEncoding(chosen)
          }}
        >
          {groups.map(({ group, offered }) => (
            <optgroup key={group} label={t(`import.encoding.group.${group}`)}>
              {offered.map((each) => (
                <option key={each} value={each}>
                  {nameOf(each)}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      {other && (
        <div className="rounded-control border text-14">
          <p className="border-b px-3 py-2 text-13 font-medium">{t('import.encoding.differences')}</p>
          <ol aria-label={t('import.encoding.differences')} className="divide-y">
            {lines.map(({ line, taken, other: theirs }) => (
              <li key={line} className="space-y-1.5 px-3 py-2.5">
                <p className="text-13 text-ink-muted">{t('import.line', { line })}</p>
                <dl className="space-y-1.5">
                  <Reading name={t('import.encoding.taken', { encoding: nameOf(encoding) })} text={taken} />
                  <Reading name={nameOf(other)} text={theirs} className="text-ink-muted" />
                </dl>
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  )
}
