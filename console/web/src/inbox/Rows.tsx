import { useEffect, useRef } from "react";
import type { ListProps } from "./InboxList.tsx";
import { InboxRow, ROW_HEIGHT } from "./InboxRow.tsx";
import { searchOf } from "./query.ts";
import { useWindow } from "./useWindow.ts";
import { words } from "./words.ts";

/** The next page is asked for when so many rows are left below what is seen. */
const AHEAD = 60;

/** Only the rows near what is seen are on the page, however many there are. */
export function Rows({ query, inbox, selected, open, onSelect }: ListProps) {
  const box = useRef<HTMLDivElement>(null);
  const items = inbox.data?.items ?? [];
  const { first, end, reveal } = useWindow(box, items.length, ROW_HEIGHT);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError } = inbox;

  useEffect(() => {
    const near = end > items.length - AHEAD;
    if (near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [end, items.length, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  const latest = useRef(items);
  latest.current = items;
  useEffect(() => {
    // Only when another one is chosen: a row that moves by itself takes nobody with it.
    const at = selected ? latest.current.findIndex((item) => item.id === selected) : -1;
    if (at >= 0) reveal(at);
  }, [selected, reveal]);

  const search = searchOf(query);
  return (
    <div className="inbox__scroll" ref={box}>
      <ul className="rows" style={{ height: items.length * ROW_HEIGHT }}>
        {items.slice(first, end).map((item, at) => (
          <InboxRow
            key={item.id}
            item={item}
            to={`/inbox/${query.view}/${item.id}${search}`}
            place={first + at}
            of={hasNextPage ? -1 : items.length}
            targetS={inbox.data?.targetS ?? 0}
            selected={item.id === selected}
            open={item.id === open}
            onSelect={onSelect}
          />
        ))}
      </ul>
      {isFetchingNextPage && <p className="rows__more">{words.loadingMore}</p>}
    </div>
  );
}
