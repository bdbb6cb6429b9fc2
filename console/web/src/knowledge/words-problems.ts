import { ApiError, messageOf } from "../api/http.ts";
import { inWords } from "../locales/words.ts";
import { words } from "./words.ts";

type Rule = readonly [RegExp, (...found: string[]) => string];

const FIELDS: Readonly<Record<string, string>> = words.fields;
const field = (name = ""): string => FIELDS[name] ?? name;

/** What the knowledge base finds wrong with a text, a line or a file; it says so in English. */
const RULES = inWords<readonly Rule[]>({
  en: [],
  zh: [
    [/^(?:(.+), )?line (\d+): (.+)$/, (file, line, rest) => place(file, line) + inTurn(rest ?? "")],
    [/^draft: (.+)$/, (rest) => `草稿：${inTurn(rest ?? "")}`],
    [/^(\w+) is missing$/, (name) => `缺少${field(name)}`],
    [/^(\w+) must be text$/, (name) => `${field(name)}必须是文本`],
    [/^(\w+) must be true or false$/, (name) => `${field(name)}必须是 true 或 false`],
    [/^(\w+) must be one of (.+)$/, (name, known) => `${field(name)}只能是 ${known}`],
    [/^(\w+) must be like (.+)$/, (name, like) => `${field(name)}的格式应为 ${like}`],
    [/^(\w+) must be 1 to (\d+) characters$/, (name, n) => `${field(name)}须为 1 至 ${n} 个字符`],
    [/^(\w+) must name its offset from UTC$/, (name) => `${field(name)}须注明时区`],
    [/^id must be 1 to (\d+) characters without spaces$/, (n) => `id 须为 1 至 ${n} 个无空格字符`],
    [/^locale must be a language tag/, () => "locale 须为语言代码，如 en 或 zh"],
    [/^questions must be a list of texts$/, () => "问题必须是文本列表"],
    [/^questions at most (\d+) of them$/, (n) => `问题最多 ${n} 个`],
    [/^questions at most (\d+) characters each$/, (n) => `每个问题最多 ${n} 个字符`],
    [/^url must begin with (.+)$/, () => "网址须以 https://、http://、mailto: 或 / 开头"],
    [/tier must be community for a note$/, () => "笔记的来源只能是买家笔记"],
    [/^tier must be community/, () => "买家或有偿作者所写的内容，来源只能是买家笔记"],
    [/^body must not hold a NUL character$/, () => "正文含有无法保存的字符"],
    [/^valid_until must be later than valid_from$/, () => "失效时间须晚于生效时间"],
    [/^draft must be an object/, () => "草稿须为含文本字段的对象"],
    [/^unknown fields? (.+)$/, (names) => `未知字段 ${names}`],
    [/^known are (.+)$/, (names) => `可用字段：${names}`],
    [/^(.+) repeats line (\d+)$/, (what, line) => `${what} 与第 ${line} 行重复`],
    [/must end in (.+)$/, (known) => `文件扩展名须为 ${known}`],
    [/larger than (\d+) MiB/, (n) => `文件超过 ${n} MiB`],
    [/it is empty/i, () => "文件是空的"],
    [/it is not UTF-8 text/i, () => "文件不是 UTF-8 文本"],
    [/its content is not that of (.+), whatever/i, () => "文件内容与扩展名不符"],
    [/holds no text; is it scanned/, () => "PDF 中没有文字，是否为扫描件？"],
    [/it holds no text/i, () => "其中没有文字"],
    [/protected by a password/, () => "PDF 受密码保护"],
    [/the PDF is damaged/, () => "PDF 已损坏"],
    [/the PDF has more than (\d+) pages/, (n) => `PDF 超过 ${n} 页`],
    [/first line of a CSV file/, () => "CSV 首行须为列名，其中包含 id"],
    [/holds no <item> or <entry>/, () => "XML 中没有商品数据"],
    [/^There is no site (.+)\.$/, (host) => `没有 ${host} 这个网站`],
    [/^(.+) took too long to answer\.$/, (host) => `${host} 响应超时`],
    [/^(.+) could not be reached\.$/, (host) => `无法访问 ${host}`],
    [/^(.+) answered with status (\d+)\.$/, (host, n) => `${host} 返回状态 ${n}`],
    [/redirects/, () => "网址的跳转无法跟随"],
    [/no address of a page|names no site|begin with http/, () => "这不是网页地址"],
    [/name or password in it/, () => "网址中不能含用户名或密码"],
    [/not fetched|usual ports/, () => "只读取公开网址"],
  ],
});

const JOINED = inWords({ en: { by: "; " }, zh: { by: "；" } });
const place = (file = "", line = ""): string => `${file && `${file} `}第 ${line} 行：`;

/** One problem, or several with semicolons between; what has no words stays as it came. */
export function problemInWords(said: string): string {
  for (const [pattern, say] of RULES) {
    const found = pattern.exec(said);
    if (found) return say(...found.slice(1));
  }
  return said;
}

function inTurn(said: string): string {
  return said.split("; ").map(problemInWords).join(JOINED.by);
}

/** Why the knowledge base refused something, field by field where it named them. */
export function refusalInWords(problem: unknown): string {
  if (!(problem instanceof ApiError) || problem.code !== "invalid") return messageOf(problem);
  const { fields, error } = (problem.details ?? {}) as {
    fields?: readonly { readonly field: string; readonly message: string }[];
    error?: { readonly message?: string };
  };
  if (!fields?.length) return inTurn(error?.message ?? problem.message);
  return fields
    .map(({ field: name, message }) => problemInWords(`${name} ${message}`))
    .join(JOINED.by);
}
