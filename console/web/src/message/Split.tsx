import type { Buyers, TextBody } from "@shopbell/conversations/contract";
import { count } from "../format/words.ts";
import { Markdown } from "./Markdown.tsx";
import { Sources } from "./Sources.tsx";

/** What the shop says and what buyers say, never mixed. */
export function Split({ official, buyers }: { official: TextBody; buyers: Buyers }) {
  return (
    <div className="bubble split">
      <p className="split__title">The shop says</p>
      <Markdown text={official.text} />
      <Sources sources={official.sources} />
      <p className="split__title">
        Buyers say: {count(buyers.for, "yes", "yes")}, {count(buyers.against, "no", "no")}
      </p>
      {buyers.quotes.map((quote) => (
        <blockquote key={`${quote.author}-${quote.date}-${quote.text}`} className="split__quote">
          <p>{quote.text}</p>
          <footer>
            {[quote.author, quote.date].filter(Boolean).join(", ")}
            {quote.verified_purchase && ", bought it"}
            {quote.sponsored && ", was paid or given it"}
          </footer>
        </blockquote>
      ))}
    </div>
  );
}
