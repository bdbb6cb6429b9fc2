import type { Card, CardsBody } from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { useUi } from "../ui/context.ts";
import { ChoiceButtons } from "./choices.tsx";
import { Picture } from "./picture.tsx";

interface CardsProps {
  readonly body: CardsBody;
  readonly open: boolean;
  readonly chosen: string | null;
}

export function Cards({ body, open, chosen }: CardsProps): JSX.Element {
  return (
    <ul class={body.cards.length > 1 ? "cards is-row" : "cards"}>
      {body.cards.map((card) => (
        <li class="card product" key={`${card.url}${card.title}`}>
          <Picture url={card.image_url} />
          <div class="product-text">
            <Title card={card} />
            {card.subtitle && <span class="soft">{card.subtitle}</span>}
            <Price card={card} />
            <ChoiceButtons choices={card.choices} open={open} chosen={chosen} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Title({ card }: { card: Card }): JSX.Element {
  const { link, t } = useUi();
  const href = link(card.url);
  if (!href) return <strong>{card.title}</strong>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      <strong>{card.title}</strong>
      <span class="hidden"> ({t.newTab})</span>
    </a>
  );
}

function Price({ card }: { card: Card }): JSX.Element | null {
  const { format } = useUi();
  return card.price ? <span class="price">{format.money(card.price)}</span> : null;
}
