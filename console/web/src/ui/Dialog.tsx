import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "./IconButton.tsx";

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: string | undefined;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Dialog({ open, onClose, title, description, wide = false, children }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="dialog__scrim" />
        <Radix.Content
          className={`dialog ${wide ? "dialog--wide" : ""}`}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <header className="dialog__head">
            <Radix.Title className="dialog__title">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton icon="close" label="Close this" />
            </Radix.Close>
          </header>
          {description && (
            <Radix.Description className="dialog__description">{description}</Radix.Description>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
