import type { Receipt } from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";

export function ReceiptCard({ receipt }: { receipt: Receipt }): JSX.Element {
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
      <footer class="soft">
        {t.receiptNumber} <code>{receipt.id}</code>
      </footer>
    </section>
  );
}
