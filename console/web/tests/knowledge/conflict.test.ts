import { describe, expect, it } from "vitest";
import { ApiError, NetworkError } from "../../src/api/http.ts";
import {
  conflictOf,
  differingFields,
  joinBodies,
  joinQuestions,
  resolve,
} from "../../src/knowledge/conflict.ts";
import { BLANK, isSameText, move, tidy } from "../../src/knowledge/text.ts";

const yours = { ...BLANK, title: "Returns", body: "45 days", questions: ["send back?", "mine?"] };
const theirs = {
  ...BLANK,
  title: "Returns",
  body: "30 days",
  questions: ["send back?", "theirs?"],
};
const refusal = new ApiError(409, "stale_version", "Somebody saved.", {
  error: {},
  yours,
  theirs,
  version: 8,
});

describe("a save that came too late", () => {
  it("is told apart from every other failure", () => {
    expect(conflictOf(refusal, yours)).toEqual({ yours, theirs, version: 8 });
    expect(conflictOf(new ApiError(409, "article_exists", ""), yours)).toBeNull();
    expect(conflictOf(new ApiError(409, "stale_version", "", {}), yours)).toBeNull();
    expect(conflictOf(new NetworkError(), yours)).toBeNull();
  });

  it("shows what differs and nothing else", () => {
    expect(differingFields({ yours, theirs, version: 8 })).toEqual(["body", "questions"]);
  });

  it("keeps all of yours unless something else is chosen", () => {
    expect(resolve({ yours, theirs, version: 8 }, {}, {})).toEqual(yours);
  });

  it("takes single fields of theirs, and the text as merged by hand", () => {
    const conflict = { yours, theirs: { ...theirs, url: "/help/returns" }, version: 8 };
    const merged = resolve(conflict, { url: "theirs", body: "theirs" }, { body: "30 or 45 days" });
    expect(merged).toEqual({ ...yours, url: "/help/returns", body: "30 or 45 days" });
  });

  it("can keep every line of both texts", () => {
    const base = "Intro\nEnd";
    const conflict = {
      yours: { ...yours, body: `${base}\nYours` },
      theirs: { ...theirs, body: `Theirs\n${base}` },
      version: 8,
    };
    expect(joinBodies(conflict)).toBe("Theirs\nIntro\nEnd\nYours");
  });

  it("can keep the questions of both, each once", () => {
    expect(joinQuestions({ yours, theirs, version: 8 })).toEqual([
      "send back?",
      "theirs?",
      "mine?",
    ]);
  });
});

describe("the text of an article", () => {
  it("is unchanged by spaces around it and by empty questions", () => {
    const text = { ...yours, url: "" };
    expect(
      isSameText({ ...text, title: " Returns ", questions: [...text.questions, " "] }, text),
    ).toBe(true);
    expect(isSameText({ ...text, body: "46 days" }, text)).toBe(false);
  });

  it("keeps what the form does not show, so that saving drops nothing", () => {
    const note = { ...yours, author: "Ana", date: "2026-05-02", product_id: "p1" };
    expect(tidy(note)).toMatchObject({ author: "Ana", date: "2026-05-02", product_id: "p1" });
  });

  it("moves a question by one place, and not past the ends", () => {
    expect(move(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
    expect(move(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
    expect(move(["a", "b", "c"], 2, 1)).toEqual(["a", "b", "c"]);
  });
});
