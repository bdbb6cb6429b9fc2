/** Grey lines where rows will be; the waiting is told once to a screen reader. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div className="skeleton" role="status">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <div key={key} className="skeleton__row" aria-hidden="true">
          <span className="skeleton__line skeleton__line--short" />
          <span className="skeleton__line" />
        </div>
      ))}
    </div>
  );
}
