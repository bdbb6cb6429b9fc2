import type { Receipt } from "@shopbell/conversations/contract";
import { money } from "../format/money.ts";
import { fullTime } from "../format/time.ts";
import { sentence } from "../format/words.ts";
import { Icon } from "../ui/Icon.tsx";

export function ReceiptView({ receipt }: { receipt: Receipt }) {
  return (
    <article className="order" aria-label={`Receipt for ${receipt.order}`}>
      <header className="order__head">
        <Icon name="check" size={14} />
        <strong>{sentence(receipt.action)}</strong>
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
        <p className="order__line">Can be undone until {fullTime(receipt.undo_until)}</p>
      )}
    </article>
  );
}
