import type { Receipt } from "@shopbell/conversations/contract";
import { money } from "../format/money.ts";
import { fullTime } from "../format/time.ts";
import { Icon } from "../ui/Icon.tsx";
import { receiptName, words } from "./words.ts";

export function ReceiptView({ receipt }: { receipt: Receipt }) {
  return (
    <article className="order" aria-label={words.receipt(receipt.order)}>
      <header className="order__head">
        <Icon name="check" size={14} />
        <strong>{receiptName(receipt.action)}</strong>
        <span>{receipt.order}</span>
      </header>
      <ul className="order__items">
        {receipt.lines.map((line) => (
          <li key={line.text} className="order__item">
            <span>{line.text}</span>
            {line.amount && <span className="order__price">{money(line.amount)}</span>}
          </li>
        ))}
      </ul>
      {receipt.undo_until && (
        <p className="order__line">{words.undoUntil(fullTime(receipt.undo_until))}</p>
      )}
    </article>
  );
}
