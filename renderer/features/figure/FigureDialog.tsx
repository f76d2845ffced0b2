// The dialog that makes a picture: choices at the left, the picture as it will be at the right, ways out below.
import { ClipboardCopy, Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { FigureSource } from '../../../shared/figure/figure-input.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { useOneAtATime } from '../../commands/use-one-at-a-time.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { CheckField } from '../../components/CheckField.tsx'
import { ChoiceField } from '../../components/ChoiceField.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { workKeeper } from '../work/work-keeper.ts'
import { settleFigure } from './current-figure.ts'
import { giveFigure } from './export-figure.ts'
import type { FigureOutput } from './export-figure.ts'
import { FigureFields } from './FigureFields.tsx'
import { FigurePreview } from './FigurePreview.tsx'
import styles from './figure.module.css'

const SCALES = [1, 2, 3, 4] as const

export default function FigureDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const context = useCommandContext()
  const { begin } = useOneAtATime()
  const [sources, setSources] = useState<readonly FigureSource[] | null>(null)
  const [scale, setScale] = useState<(typeof SCALES)[number]>(2)
  const [embed, setEmbed] = useState(true)
  useEffect(() => {
    let isGone = false
    settleFigure(context)
    void workKeeper(context)
      .sources()
      .then((known) => {
        if (!isGone) setSources(known)
      })
    return () => {
      isGone = true
    }
  }, [context])

  const give = (output: FigureOutput): void =>
    begin(async () => {
      await giveFigure(context, output, { scale, embed })
    })
  const { can } = context.host.start
  const copies = (['copy', 'markdown', 'html'] as const).map((output) => ({
    id: output,
    label: t(`figure.dialog.give.${output}`),
    run: () => give(output),
  }))
  return (
    <Dialog
      title={t('figure.dialog.title')}
      width="wide"
      onClose={onClose}
      foot={
        <div className={styles.outputs}>
          <ChoiceField
            label={t('figure.dialog.scale')}
            value={scale}
            choices={SCALES}
            word={(each) => `${each}×`}
            onChange={setScale}
            isInline
          />
          <CheckField label={t('figure.dialog.embed')} checked={embed} onChange={setEmbed} isInline />
          <span className={styles.space} />
          <MenuButton label={t('figure.dialog.copyAs')} groups={[{ id: 'copy', entries: copies }]}>
            <Button icon={ClipboardCopy} look="outlined">
              {t('figure.dialog.copyAs')}
            </Button>
          </MenuButton>
          {can.print && (
            <IconButton
              icon={Printer}
              label={t('figure.dialog.give.print')}

              onPress={() => give('print')}
            />
          )}
          {can.pdf && (
            <Button look="outlined" onPress={() => give('pdf')}>
              PDF
            </Button>
          )}
          <Button look="outlined" onPress={() => give('svg')}>
            SVG
          </Button>
          <Button look="primary" onPress={() => give('png')}>
            {t('figure.dialog.give.png')}
          </Button>
        </div>
      }
    >
      <div className={styles.dialog}>
        <FigureFields />
        {sources === null ? <div className={styles.preview} /> : <FigurePreview sources={sources} />}
      </div>
    </Dialog>
  )
}
