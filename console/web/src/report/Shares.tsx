import { useId } from "react";
import { numeral } from "../locales/words.ts";
import { words } from "./words.ts";

interface Props {
  readonly title: string;
  readonly note?: string;
  /** Said where there are no rows. */
  readonly none?: string;
  readonly rows: readonly { readonly name: string; readonly count: number }[];
}

/** A table whose rows show their share as a bar: its own alternative. */
export function Shares({ title, note, none, rows }: Props) {
  const id = useId();
  const all = rows.reduce((sum, row) => sum + row.count, 0);
  return (
    <section className="chart" aria-labelledby={id}>
      <h2 id={id} className="now__title">
        {title}
      </h2>
      <table className="facts">
        <thead className="sr-only">
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.number}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td className="facts__number">
                {numeral(row.count)}
                <meter
                  className="load"
                  min={0}
                  max={all || 1}
                  value={row.count}
                  aria-hidden="true"
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && none && <p className="chart__note">{none}</p>}
      {note && <p className="chart__note">{note}</p>}
    </section>
  );
}
