import type {
  OrderCard,
  OrderLine,
  TimelineStep,
  Tracking,
} from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";
import { CopyButton } from "./copy.tsx";
import { Picture } from "./picture.tsx";

const TONES: Readonly<Record<string, string>> = {
  pending: "attention",
  processed: "attention",
  shipped: "info",
  out_for_delivery: "info",
  delivered: "good",
  refunded: "good",
  returned: "good",
  cancelled: "danger",
  return_requested: "attention",
  exchange_requested: "attention",
};

export function Order({ order }: { order: OrderCard }): JSX.Element {
  const { t, format } = useUi();
  return (
    <section class="card order" aria-label={`${t.order} ${order.number}`}>
      <header class="order-head">
        <div>
          <span class="soft">{t.order}</span>
          <strong class="order-number">{order.number}</strong>
        </div>
        <span class={`pill is-${TONES[order.status] ?? "neutral"}`}>
          {format.status(order.status)}
        </span>
      </header>
      {order.timeline.length > 0 && <Timeline steps={withAhead(order)} />}
      <ul class="lines" aria-label={t.items}>
        {order.items.map((line) => (
          <Line key={`${line.title}${JSON.stringify(line.options)}`} line={line} />
        ))}
      </ul>
      {order.tracking.map((tracking) => (
        <Parcel key={tracking.number} tracking={tracking} />
      ))}
      <footer class="order-total">
        <span>{t.total}</span>
        <strong>{format.money(order.total)}</strong>
      </footer>
    </section>
  );
}

const USUAL = ["pending", "processed", "shipped", "delivered"];

/** What has happened, and for an order that goes its usual way what is still to come. */
function withAhead({ status, timeline }: OrderCard): readonly TimelineStep[] {
  const at = USUAL.indexOf(status);
  if (at === -1 || timeline.at(-1)?.status !== status) return timeline;
  return [...timeline, ...USUAL.slice(at + 1).map((name) => ({ status: name, at: null }))];
}

function Timeline({ steps }: { steps: readonly TimelineStep[] }): JSX.Element {
  const { t, format } = useUi();
  const reached = steps.findLastIndex((step) => step.at !== null);
  return (
    <ol class={steps.length > 4 ? "timeline is-tall" : "timeline"}>
      {steps.map((step, index) => {
        const mark = index < reached ? "is-done" : index === reached ? "is-now" : "is-ahead";
        return (
          <li key={step.status} class={mark} aria-current={index === reached ? "step" : undefined}>
            <span class="timeline-dot">{index <= reached && <Icon name="check" size={10} />}</span>
            <span class="timeline-name">{format.step(step.status)}</span>
            <span class="timeline-date">{format.date(step.at)}</span>
            <span class="hidden">{index <= reached ? t.done : t.ahead}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Line({ line }: { line: OrderLine }): JSX.Element {
  const { t, format } = useUi();
  const options = Object.values(line.options).join(" · ");
  return (
    <li class="line">
      <Picture url={line.image_url} />
      <span class="line-text">
        <span class="line-title">{line.title}</span>
        {options && <span class="soft">{options}</span>}
      </span>
      <span class="line-price">
        {format.money(line.price)}
        {line.quantity !== 1 && (
          <span class="soft">
            <span class="hidden">{t.quantity}: </span>× {line.quantity}
          </span>
        )}
      </span>
    </li>
  );
}

function Parcel({ tracking }: { tracking: Tracking }): JSX.Element {
  const { t, link } = useUi();
  const href = link(tracking.url);
  return (
    <div class="parcel">
      <Icon name="truck" />
      <span class="parcel-text">
        <span class="soft">{tracking.carrier ?? t.tracking}</span>
        <code>{tracking.number}</code>
        {href && (
          <a href={href} target="_blank" rel="noopener noreferrer">
            {t.track}
            <span class="hidden"> ({t.newTab})</span>
          </a>
        )}
      </span>
      <CopyButton text={tracking.number} />
    </div>
  );
}
