import { Link } from "react-router";
import type { ArticleRow } from "../api/types.ts";
import { fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { languageOf } from "../format/words.ts";
import { Badge } from "../ui/Badge.tsx";
import { STATE_TONES, STATES, TIERS, titleIn } from "./options.ts";

export function ArticleTable({ items, old }: { items: readonly ArticleRow[]; old: boolean }) {
  const now = useNow(60_000);
  return (
    <div className={`table-scroll ${old ? "rows--old" : ""}`}>
      <table className="table">
        <caption className="sr-only">Articles, last changed first</caption>
        <thead>
          <tr>
            <th scope="col">Title</th>
            <th scope="col">State</th>
            <th scope="col">Source</th>
            <th scope="col">Language</th>
            <th scope="col">Changed</th>
          </tr>
        </thead>
        <tbody>
          {items.map((article) => (
            <tr key={article.id}>
              <th scope="row">
                <Link className="table__link" to={`/knowledge/${encodeURIComponent(article.id)}`}>
                  {article.title || "Untitled"}
                </Link>
              </th>
              <td>
                <Badge tone={STATE_TONES[article.state]}>{titleIn(STATES, article.state)}</Badge>
                {article.has_draft && article.state === "published" && (
                  <Badge tone="attention">Draft changes</Badge>
                )}
              </td>
              <td>{titleIn(TIERS, article.tier)}</td>
              <td>{languageOf(article.locale)}</td>
              <td>
                <time dateTime={article.updated_at} title={fullTime(article.updated_at)}>
                  {shortAge(article.updated_at, now)}
                </time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
