import type { Source } from "@shopbell/conversations/contract";
import { safeLink } from "@shopbell/conversations/links";
import { Icon } from "../ui/Icon.tsx";

const TIERS = { official: "Official", product: "Product", community: "Buyers" } as const;

export function Sources({ sources }: { sources: readonly Source[] | undefined }) {
  if (!sources?.length) return null;
  return (
    <ul className="sources" aria-label="Sources">
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
  const words = (
    <>
      <Icon name="book" size={12} />
      <span>{source.title}</span>
      <span className="sources__tier">{TIERS[source.tier]}</span>
      {source.author && <span className="sources__tier">{source.author}</span>}
    </>
  );
  if (!href) return <span className="sources__chip">{words}</span>;
  return (
    <a className="sources__chip" href={href} target="_blank" rel="noopener noreferrer nofollow">
      {words}
    </a>
  );
}
