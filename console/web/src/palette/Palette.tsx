import { type KeyboardEvent, useId, useState } from "react";
import { Dialog } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { type Command, useCommands } from "./commands.ts";
import { words } from "./words.ts";

interface Props {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

/** One field from which every page, deed and conversation is a few letters away. */
export function Palette({ onClose, onHelp }: Props) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { commands, looking } = useCommands(text, onHelp);
  const list = useId();
  const chosen = commands[Math.min(at, commands.length - 1)];

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0 && commands.length > 0) {
      setAt((Math.min(at, commands.length - 1) + by + commands.length) % commands.length);
    } else if (event.key === "Enter") run(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog open onClose={onClose} title={words.title}>
      <div className="palette">
        <input
          className="input"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={chosen && `${list}-${chosen.id}`}
          aria-label={words.field}
          placeholder={words.field}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <div className="palette__list" role="listbox" id={list} aria-label={words.title}>
          {commands.map((command, place) => (
            <Line
              key={command.id}
              id={`${list}-${command.id}`}
              command={command}
              group={command.group === commands[place - 1]?.group ? null : command.group}
              chosen={command === chosen}
              onChoose={() => run(command)}
            />
          ))}
        </div>
        <p className="palette__foot" role="status">
          {looking ? words.looking : commands.length === 0 ? words.nothing : words.choose}
        </p>
      </div>
    </Dialog>
  );
}

interface LineProps {
  readonly id: string;
  readonly command: Command;
  readonly group: string | null;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Line({ id, command, group, chosen, onChoose }: LineProps) {
  return (
    <>
      {group && (
        <p className="palette__group" role="presentation">
          {group}
        </p>
      )}
      <button
        id={id}
        type="button"
        role="option"
        tabIndex={-1}
        aria-selected={chosen}
        className="palette__item"
        ref={(element) => {
          if (chosen) element?.scrollIntoView({ block: "nearest" });
        }}
        onClick={onChoose}
      >
        <Icon name={command.icon} />
        <span className="palette__title">{command.title}</span>
        {command.detail && <span className="palette__detail">{command.detail}</span>}
        {command.letter && <kbd>{command.letter}</kbd>}
      </button>
    </>
  );
}
