import type { Card } from "@shopbell/conversations/contract";
import { safeLink } from "@shopbell/conversations/links";
import { money } from "../format/money.ts";
import { words } from "./words.ts";

export function Cards({ cards }: { cards: readonly Card[] }) {
  return (
    <ul className="cards" aria-label={words.products}>
      {cards.map((card) => (
        <li key={`${card.title}-${card.url ?? ""}`} className="cards__card">
          <CardImage url={card.image_url} />
          <div className="cards__words">
            <CardTitle card={card} />
            {card.subtitle && <span className="cards__subtitle">{card.subtitle}</span>}
            {card.price && <span className="cards__price">{money(card.price)}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function CardTitle({ card }: { card: Card }) {
  const href = safeLink(card.url, window.location.origin);
  if (!href) return <strong>{card.title}</strong>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      <strong>{card.title}</strong>
    </a>
  );
}

interface ImageProps {
  readonly url: string | null;
  readonly className?: string;
}

export function CardImage({ url, className = "cards__image" }: ImageProps) {
  const source = safeLink(url, window.location.origin);
  if (!source || source.startsWith("mailto:")) return null;
  return (
    <img className={className} src={source} alt="" loading="lazy" referrerPolicy="no-referrer" />
  );
}
