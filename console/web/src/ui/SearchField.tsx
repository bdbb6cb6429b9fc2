import { Icon } from "./Icon.tsx";

interface Props {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter?: (() => void) | undefined;
}

export function SearchField({ label, placeholder, value, onChange, onEnter }: Props) {
  return (
    <div className="filters__search">
      <Icon name="search" />
      <input
        className="input"
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (!onEnter || event.key !== "Enter" || event.nativeEvent.isComposing) return;
          // Else the same stroke presses what has the focus by then.
          event.preventDefault();
          onEnter();
        }}
      />
    </div>
  );
}
