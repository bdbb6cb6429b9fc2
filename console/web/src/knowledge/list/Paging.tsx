import { formatLocale } from "../../locales/language.ts";
import { Button } from "../../ui/Button.tsx";
import { PAGE_ROWS } from "./filters.ts";
import { words } from "./words.ts";

interface Props {
  readonly page: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** One page of rows at a time, so that the three thousandth article is as fast as the first. */
export function Paging({ page, total, onPage }: Props) {
  const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
  if (pages === 1) return null;
  const first = (page - 1) * PAGE_ROWS + 1;
  const number = new Intl.NumberFormat(formatLocale);
  return (
    <nav className="paging" aria-label={words.pages}>
      <Button icon="back" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {words.before}
      </Button>
      <p className="paging__where" role="status">
        {words.shown(
          number.format(first),
          number.format(Math.min(total, page * PAGE_ROWS)),
          number.format(total),
        )}
      </p>
      <Button disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {words.next}
        <span className="paging__next" aria-hidden="true">
          ›
        </span>
      </Button>
    </nav>
  );
}
