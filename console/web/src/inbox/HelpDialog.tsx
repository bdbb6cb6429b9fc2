import { Dialog } from "../ui/Dialog.tsx";

const KEYS: readonly (readonly [string, string])[] = [
  ["j", "Next conversation"],
  ["k", "Previous conversation"],
  ["Enter", "Open it"],
  ["c", "Claim the open conversation"],
  ["r", "Write a reply"],
  ["n", "Write a private note"],
  ["e", "Close the conversation"],
  ["?", "This list"],
];

export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Keys">
      <dl className="keys">
        {KEYS.map(([key, meaning]) => (
          <div key={key} className="keys__row">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="dialog__note">
        While writing: <kbd>Enter</kbd> sends, <kbd>Shift</kbd> <kbd>Enter</kbd> begins a new line,{" "}
        <kbd>Esc</kbd> leaves the field.
      </p>
    </Dialog>
  );
}
