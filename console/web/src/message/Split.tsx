import type { Buyers, TextBody } from "@shopbell/conversations/contract";
import { inARow } from "../locales/words.ts";
import { Markdown } from "./Markdown.tsx";
import { Sources } from "./Sources.tsx";
import { words } from "./words.ts";

/** What the shop says and what buyers say, never mixed. */
export function Split({ official, buyers }: { official: TextBody; buyers: Buyers }) {
  return (
    <div className="bubble split">
      <p className="split__title">{words.shopSays}</p>
      <Markdown text={official.text} />
      <Sources sources={official.sources} />
      <p className="split__title">{words.buyersSay(buyers.for, buyers.against)}</p>
      {buyers.quotes.map((quote) => (
        <blockquote key={`${quote.author}-${quote.date}-${quote.text}`} className="split__quote">
          <p>{quote.text}</p>
          <footer>
            {inARow(quote.author, quote.date)}
            {quote.verified_purchase && words.bought}
            {quote.sponsored && words.sponsored}
          </footer>
        </blockquote>
      ))}
    </div>
  );
}
