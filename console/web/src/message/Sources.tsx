import type { Source } from "@shopbell/conversations/contract";
import { safeLink } from "@shopbell/conversations/links";
import { Icon } from "../ui/Icon.tsx";
import { words } from "./words.ts";

export function Sources({ sources }: { sources: readonly Source[] | undefined }) {
  if (!sources?.length) return null;
  return (
    <ul className="sources" aria-label={words.sources}>
      {sources.map((source) => (
        <li key={`${source.tier}-${source.title}-${source.url ?? ""}`}>
          <SourceChip source={source} />
        </li>
      ))}
    </ul>
  );
}

function SourceChip({ source }: { source: Source }) {
  const href = safeLink(source.url, window.location.origin);
  const content = (
    <>
      <Icon name="book" size={12} />
      <span>{source.title}</span>
      <span className="sources__tier">{words.tiers[source.tier]}</span>
      {source.author && <span className="sources__tier">{source.author}</span>}
    </>
  );
  if (!href) return <span className="sources__chip">{content}</span>;
  return (
    <a className="sources__chip" href={href} target="_blank" rel="noopener noreferrer nofollow">
      {content}
    </a>
  );
}
