import { useQuery } from "@tanstack/react-query";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import { fileAddress, isPicture } from "../files/files.ts";
import { Picture } from "../files/Picture.tsx";
import { briefTime } from "../format/time.ts";
import { inARow } from "../locales/words.ts";
import { words } from "./words.ts";

interface CaseView {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly order: string;
  readonly items: readonly string[];
  readonly note: string;
  readonly state: string;
  readonly opened_at: string;
  readonly photos: readonly { readonly id: string; readonly name: string; readonly type: string }[];
}

/** What the shopper has put before a person here. `head` asks again when the log has grown. */
export function Cases({ conversation, head }: { conversation: string; head: number }) {
  const query = useQuery({
    queryKey: [...keys.cases(conversation), head],
    queryFn: ({ signal }) =>
      http.get<{ items: readonly CaseView[] }>(
        `/api/console/conversations/${encodeURIComponent(conversation)}/cases`,
        signal,
      ),
    placeholderData: (before) => before,
  });
  const cases = query.data?.items ?? [];
  if (cases.length === 0) return null;
  return (
    <section className="cases" aria-labelledby="cases-heading">
      <h2 className="details__heading" id="cases-heading">
        {words.title(cases.length)}
      </h2>
      <ul>
        {cases.map((one) => (
          <Case key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Case({ one }: { one: CaseView }) {
  return (
    <li className="case">
      <p className="case__head">
        <strong>{words.kinds[one.kind] ?? one.kind}</strong>
        <span className="case__state">{one.state === "open" ? words.open : words.done}</span>
      </p>
      <p>{inARow(...one.items)}</p>
      <p className="message__aside">
        {words.order(one.order)} · {one.number} · {briefTime(one.opened_at)}
      </p>
      {one.note && <blockquote>{one.note}</blockquote>}
      {one.photos.length === 0 && <p className="message__aside">{words.noPhoto}</p>}
      <div className="case__photos">
        {one.photos.map((photo) =>
          isPicture(photo.type) ? (
            <Picture key={photo.id} file={photo} alt={words.photo(photo.name)} small />
          ) : (
            <a key={photo.id} className="file" href={fileAddress(photo.id)} download={photo.name}>
              {photo.name}
            </a>
          ),
        )}
      </div>
    </li>
  );
}
