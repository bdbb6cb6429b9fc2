import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { focusWhereOneCameFrom } from "./came-from.ts";
import { Icon } from "./Icon.tsx";
import { words } from "./words.ts";

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Where one goes on; without it, where one came from. */
  readonly goOn?: (() => void) | undefined;
  readonly title: string;
  readonly description?: string | undefined;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Dialog(props: Props) {
  const { open, onClose, goOn, title, description, wide = false, children } = props;
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="dialog__scrim" />
        <Radix.Content
          className={`dialog ${wide ? "dialog--wide" : ""}`}
          onCloseAutoFocus={(event) => {
            if (!goOn) return focusWhereOneCameFrom(event);
            event.preventDefault();
            goOn();
          }}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <Radix.Title className="dialog__title">{title}</Radix.Title>
          {description && (
            <Radix.Description className="dialog__description">{description}</Radix.Description>
          )}
          {children}
          {/* Last, so that the first field has the focus when the dialog opens. */}
          <Radix.Close className="icon-button dialog__close" aria-label={words.close}>
            <Icon name="close" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
