import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { SiftedList } from "../../src/ui/SiftedList.tsx";

function list(many: number) {
  render(
    <SiftedList
      items={Array.from({ length: many }, (_, at) => `Person ${at}`)}
      textOf={(name) => name}
      row={(name) => <li key={name}>{name}</li>}
      label="People"
      className="people"
    />,
  );
  return userEvent.setup();
}

describe("a list that came as a whole", () => {
  afterEach(cleanup);

  it("has nothing to search by while it is short", () => {
    list(12);
    expect(screen.queryByRole("searchbox")).toBeNull();
    expect(screen.getAllByRole("listitem")).toHaveLength(12);
  });

  it("shows a hundred of three thousand first, then more", async () => {
    const user = list(3_000);
    expect(screen.getAllByRole("listitem")).toHaveLength(100);
    await user.click(screen.getByRole("button", { name: "Show more" }));
    expect(screen.getAllByRole("listitem")).toHaveLength(200);
  });

  it("finds what is not on the screen yet, however it is written", async () => {
    const user = list(3_000);
    await user.type(screen.getByRole("searchbox", { name: "Search: People" }), "PERSON 2999");
    expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual(["Person 2999"]);
    expect(screen.getByRole("status").textContent).toBe("1 found");
  });
});
