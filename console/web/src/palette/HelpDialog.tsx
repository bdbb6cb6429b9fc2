import { Dialog } from "../ui/Dialog.tsx";
import { words } from "./words.ts";

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [["j"], words.next],
  [["k"], words.previous],
  [["Enter", "o"], words.open],
  [["c"], words.claim],
  [["r"], words.reply],
  [["n"], words.note],
  [["↑"], words.correct],
  [["e"], words.close],
  [["/"], words.search],
  [["Ctrl K", "⌘ K"], words.palette],
  [["?"], words.help],
];

export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={words.keys}>
      <dl className="keys">
        {KEYS.map(([keys, meaning]) => (
          <div key={meaning} className="keys__row">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="dialog__note">{words.writing}</p>
    </Dialog>
  );
}
