import type { Receipt } from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { fill } from "../locales/index.ts";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";

interface ReceiptProps {
  readonly receipt: Receipt;
  /** The choice that was pressed, or null. */
  readonly chosen: string | null;
}

export function ReceiptCard({ receipt, chosen }: ReceiptProps): JSX.Element {
  const { t, format } = useUi();
  const title = t.receiptActions[receipt.action] ?? t.receipt;
  return (
    <section class="card receipt" aria-label={title}>
      <header class="receipt-head">
        <span class="receipt-mark">
          <Icon name="check" size={18} />
        </span>
        <div>
          <strong>{title}</strong>
          <span class="soft">
            {t.order} {receipt.order}
          </span>
        </div>
      </header>
      <dl class="receipt-lines">
        {receipt.lines.map((line) => (
          <div key={line.text}>
            <dt>{line.text}</dt>
            <dd>{line.amount ? format.money(line.amount) : ""}</dd>
          </div>
        ))}
      </dl>
      <Undo receipt={receipt} chosen={chosen} />
      <footer class="soft">
        {t.receiptNumber} <code>{receipt.id}</code>
      </footer>
    </section>
  );
}

/** Taken back with one press, as long as the shop allows it; the time left is told to the second. */
function Undo({ receipt, chosen }: ReceiptProps): JSX.Element | null {
  const { t, say } = useUi();
  const { undo, undo_until: until } = receipt;
  const left = useSecondsLeft(undo && !chosen ? until : null);
  if (!undo || (left === 0 && !chosen)) return null;
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <div class="undo">
      <button
        type="button"
        class={chosen ? "choice is-chosen" : "choice"}
        disabled={chosen !== null}
        onClick={() => say({ kind: "choice", choice_id: undo.id, title: undo.title })}
      >
        <Icon name={chosen ? "check" : "undo"} size={16} />
        {undo.title}
      </button>
      {!chosen && (
        <span class="soft" role="timer" aria-live="off">
          {fill(t.undoLeft, { time })}
        </span>
      )}
    </div>
  );
}

function useSecondsLeft(until: string | null): number {
  const [now, tick] = useState(Date.now);
  const left = until ? Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)) : 0;
  const over = left === 0;
  useEffect(() => {
    if (over) return;
    const timer = setInterval(() => tick(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [over]);
  return left;
}
