import { useId } from "react";
import { numeral } from "../locales/words.ts";
import { words } from "./words.ts";

export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

interface Props {
  readonly title: string;
  readonly head: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
}

const HEIGHT = 120;
const WIDTH = 640;

/** Bars side by side, as wide as the place for them, for the eye; the same numbers stand in a table for everybody. */
export function Bars({ title, head, labels, series }: Props) {
  const id = useId();
  const most = Math.max(1, ...series.flatMap((one) => one.values));
  const slot = WIDTH / Math.max(1, labels.length);
  const bar = Math.max(1, (slot * 0.8) / series.length);
  const every = Math.ceil(labels.length / 12);
  return (
    <section className="chart" aria-labelledby={id}>
      <header className="chart__head">
        <h2 id={id} className="now__title">
          {title}
        </h2>
        <ul className="chart__legend" aria-hidden="true">
          {series.map((one, place) => (
            <li key={one.name} className={`chart__key chart__key--${place}`}>
              {one.name}
            </li>
          ))}
        </ul>
      </header>
      <p className="chart__most" aria-hidden="true">
        {numeral(most)}
      </p>
      <svg
        className="chart__bars"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {labels.map((label, at) => (
          <g key={label}>
            {series.map((one, place) => {
              const height = ((one.values[at] ?? 0) / most) * HEIGHT;
              return (
                <rect
                  key={one.name}
                  className={`chart__bar chart__bar--${place}`}
                  x={at * slot + slot * 0.1 + place * bar}
                  y={HEIGHT - height}
                  width={bar}
                  height={height}
                />
              );
            })}
          </g>
        ))}
      </svg>
      <p className="chart__axis" aria-hidden="true">
        {labels.map((label, at) => (
          <span key={label} className={at % (2 * every) === 0 ? "" : "chart__tick--roomy"}>
            {at % every === 0 && label}
          </span>
        ))}
      </p>
      <details className="chart__table">
        <summary>{words.asTable}</summary>
        <table className="facts">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {series.map((one) => (
                <th key={one.name} scope="col">
                  {one.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, at) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {series.map((one) => (
                  <td key={one.name} className="facts__number">
                    {one.values[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
