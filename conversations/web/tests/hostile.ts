/** Texts written to break out of a renderer: markup, links and their disguises, in many wrappings. */
const MARKUP = [
  "<script>window.hit=1</script>",
  "<img src=x onerror=window.hit=1>",
  "<svg/onload=window.hit=1>",
  "<svg><script>window.hit=1</script></svg>",
  "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
  "<a href=javascript:window.hit=1>x</a>",
  "<style>*{background:url(javascript:window.hit=1)}</style>",
  "<math><mtext></p><img src=x onerror=window.hit=1></mtext></math>",
  "<details open ontoggle=window.hit=1>",
  "<object data=javascript:window.hit=1>",
  "<base href=//evil.example/>",
  "<meta http-equiv=refresh content=0;url=//evil.example>",
  "<form action=javascript:window.hit=1><button>x</button></form>",
  "</textarea><script>window.hit=1</script>",
  "</style></title></script><script>window.hit=1</script>",
  "<!--><script>window.hit=1</script>-->",
  "<![CDATA[<script>window.hit=1</script>]]>",
  "{{constructor.constructor('window.hit=1')()}}",
  "`$`{window.hit=1}",
  "&lt;script&gt;window.hit=1&lt;/script&gt;",
];

const ADDRESSES = [
  "javascript:window.hit=1",
  "JaVaScRiPt:window.hit=1",
  " javascript:window.hit=1",
  "java\tscript:window.hit=1",
  "java\u0000script:window.hit=1",
  "javascript&colon;window.hit=1",
  "javascript:window.hit=1//https://a.example",
  "vbscript:msgbox(1)",
  "data:text/html,<script>window.hit=1</script>",
  "data:text/html;base64,PHNjcmlwdD5oaXQ9MTwvc2NyaXB0Pg==",
  "blob:https://a.example/1",
  "file:///etc/passwd",
  "//evil.example/x",
  "http://evil.example/",
  "https://user:pass@evil.example/",
  'https://a.example/" onmouseover="window.hit=1',
  "https://a.example/'><script>window.hit=1</script>",
  "mailto:a@b.example?body=<script>window.hit=1</script>",
  "https://a.example/\u202Egpj.exe",
  "intent://x#Intent;scheme=javascript;end",
];

const WRAPPINGS: readonly ((inner: string) => string)[] = [
  (inner) => inner,
  (inner) => `**${inner}**`,
  (inner) => `*${inner}* _${inner}_`,
  (inner) => `\`${inner}\``,
  (inner) => `- ${inner}\n- ${inner}`,
  (inner) => `[${inner}](https://a.example/)`,
  (inner) => `[x](${inner})`,
  (inner) => `![x](${inner})`,
  (inner) => `[![x](${inner})](${inner})`,
  (inner) => `[x][1]\n\n[1]: ${inner}`,
  (inner) => `<${inner}>`,
  (inner) => `\\${inner}\\`,
  (inner) => `> # ${inner}`,
];

/** The first `count` of the 520 combinations, in a fixed order. */
export function hostileTexts(count: number): string[] {
  const all = WRAPPINGS.flatMap((wrap) => [...MARKUP, ...ADDRESSES].map(wrap));
  return all.slice(0, count);
}
