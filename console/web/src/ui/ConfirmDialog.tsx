import { AlertDialog } from "radix-ui";
import { Button } from "./Button.tsx";
import { focusWhereOneCameFrom } from "./came-from.ts";
import { words } from "./words.ts";

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly description: string;
  readonly confirm: string;
  readonly cancel?: string;
  readonly danger?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that is hard to take back; the way back has the focus. */
export function ConfirmDialog(props: Props) {
  return (
    <AlertDialog.Root open={props.open} onOpenChange={(next) => !next && props.onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="dialog__scrim" />
        <AlertDialog.Content
          className="dialog dialog--small"
          onCloseAutoFocus={focusWhereOneCameFrom}
        >
          <AlertDialog.Title className="dialog__title">{props.title}</AlertDialog.Title>
          <AlertDialog.Description className="dialog__description">
            {props.description}
          </AlertDialog.Description>
          <div className="dialog__actions">
            <AlertDialog.Cancel asChild>
              <Button>{props.cancel ?? words.cancel}</Button>
            </AlertDialog.Cancel>
            <Button tone={props.danger ? "danger" : "primary"} onClick={props.onConfirm}>
              {props.confirm}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
