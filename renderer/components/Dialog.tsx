// A modal dialog with title, body and buttons. Escape and a click beside it close it.
import clsx from 'clsx'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useTranslate } from '../i18n/language.ts'
import { IconButton } from './Button.tsx'
import styles from './Dialog.module.css'

export interface DialogProps {
  readonly title: string
  readonly width?: 'narrow' | 'normal' | 'wide'
  readonly onClose: () => void
  readonly children: ReactNode
  readonly foot?: ReactNode
}

export function Dialog({ title, width = 'normal', onClose, children, foot }: DialogProps) {
  const t = useTranslate()
  return (
    <ModalOverlay
      className={styles.scrim}
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={clsx(styles.modal, width !== 'normal' && styles[width])}>
        <AriaDialog className={styles.dialog}>
          <div className={styles.head}>
            <Heading slot="title" className={styles.title}>
              {title}
            </Heading>
            <IconButton icon={X} label={t('app.close')} onPress={onClose} />
          </div>
          {/* Reachable by keyboard, so that a long body can be scrolled. */}
          <div className={styles.body} tabIndex={0}>
            {children}
          </div>
          {foot && <div className={styles.foot}>{foot}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
